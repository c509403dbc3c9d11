namespace Fovea.Clip;

/// <summary>
/// Reads PyTorch's zip files: what <c>torch.save</c> writes since 1.6, and TorchScript archives. The tree of values is a pickle, and each storage a part of
/// its own. Source: https://github.com/pytorch/pytorch/blob/main/torch/serialization.py.
/// </summary>
internal static class TorchArchive
{
    // Of a CLIP with its optimiser's state it has 0.5 MB.
    private const long LongestPickle = 32L << 20;

    /// <summary>Whether a file begins as a zip file does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Opens an archive.</summary>
    /// <exception cref="ModelException">It is damaged, or none of PyTorch's.</exception>
    public static Checkpoint Open(string path)
    {
        try
        {
            var entries = new TorchEntries(path);
            try
            {
                return Open(path, entries);
            }
            catch
            {
                entries.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    private static Checkpoint Open(string path, TorchEntries entries)
    {
        if (entries.Has("byteorder") && !entries.Read("byteorder", 64).AsSpan().StartsWith("little"u8))
        {
            throw CheckpointError.Refused(path, "its numbers are stored with the highest byte first.", "Load it in PyTorch on a usual machine and save it again.");
        }

        var kind = entries.Has("constants.pkl") || entries.HasBelow("code/") ? CheckpointKind.TorchScript : CheckpointKind.PyTorch;
        try
        {
            var root = PickleReader.Read(entries.Read("data.pkl", LongestPickle));
            return new Checkpoint(path, kind, new TorchTensors(path, entries).Collect(root), entries);
        }
        catch (InvalidDataException e)
        {
            throw CheckpointError.Damaged(path, $"its list of tensors (data.pkl) cannot be read: {e.Message}.", e);
        }
    }
}
