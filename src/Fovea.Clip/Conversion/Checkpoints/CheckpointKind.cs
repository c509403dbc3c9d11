namespace Fovea.Clip;

/// <summary>Who wrote a checkpoint's file.</summary>
internal enum CheckpointKind
{
    /// <summary>A safetensors file, or several with an index.</summary>
    Safetensors,

    /// <summary><c>torch.save</c>.</summary>
    PyTorch,

    /// <summary><c>torch.jit.save</c>, as OpenAI released its models.</summary>
    TorchScript,
}
