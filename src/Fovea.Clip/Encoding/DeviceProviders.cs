using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Puts a device before the processor in a session's options.</summary>
internal static class DeviceProviders
{
    /// <summary>ONNX Runtime's name for a device.</summary>
    public static string NameOf(ComputeDevice device) => device switch
    {
        ComputeDevice.Cuda => "CUDAExecutionProvider",
        ComputeDevice.DirectMl => "DmlExecutionProvider",
        ComputeDevice.CoreMl => "CoreMLExecutionProvider",
        ComputeDevice.OpenVino => "OpenVINOExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    /// <summary>Adds a device.</summary>
    /// <exception cref="DeviceException">This program, or this machine, does not have it.</exception>
    public static void Append(SessionOptions options, ComputeDevice device)
    {
        if (device == ComputeDevice.Cpu) return;
        if (!OnnxTower.Runtime.GetAvailableProviders().Contains(NameOf(device)))
        {
            throw new DeviceException(device, "this program's ONNX Runtime was built without it (docs/guide/devices.md)");
        }

        try
        {
            switch (device)
            {
                case ComputeDevice.Cuda:
                    options.AppendExecutionProvider_CUDA();
                    break;
                case ComputeDevice.DirectMl:
                    // DirectML takes neither (https://onnxruntime.ai/docs/execution-providers/DirectML-ExecutionProvider.html).
                    options.EnableMemoryPattern = false;
                    options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
                    options.AppendExecutionProvider_DML();
                    break;
                case ComputeDevice.CoreMl:
                    options.AppendExecutionProvider("CoreML");
                    break;
                default:
                    options.AppendExecutionProvider_OpenVINO();
                    break;
            }
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            throw new DeviceException(device, OnnxTower.FirstLine(e));
        }
    }
}
