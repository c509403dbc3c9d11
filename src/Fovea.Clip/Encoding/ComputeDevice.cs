namespace Fovea.Clip;

/// <summary>What computes the vectors of pictures. Everything but <see cref="Cpu"/> needs an ONNX Runtime that was built with it: docs/guide/devices.md.</summary>
public enum ComputeDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by CUDA.</summary>
    Cuda,

    /// <summary>A GPU on Windows, by DirectML.</summary>
    DirectMl,

    /// <summary>GPU and neural engine on macOS, by Core ML.</summary>
    CoreMl,

    /// <summary>Intel's processors, GPUs and NPUs, by OpenVINO.</summary>
    OpenVino,
}
