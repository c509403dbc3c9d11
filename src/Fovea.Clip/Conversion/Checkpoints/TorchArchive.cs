namespace Fovea.Clip;

/// <summary>Reads PyTorch's zip files.</summary>
internal static class TorchArchive
{
    /// <summary>Whether a file begins as a zip file does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Opens an archive.</summary>
    public static Checkpoint Open(string path) => throw CheckpointError.Refused(path, "PyTorch's files are not read yet.", "Use a .safetensors file.");
}
