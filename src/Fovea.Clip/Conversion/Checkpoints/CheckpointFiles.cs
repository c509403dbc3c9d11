namespace Fovea.Clip;

/// <summary>Finds a checkpoint's file and opens it by its content; a name says little.</summary>
internal static class CheckpointFiles
{
    // Best first: safetensors hold nothing but numbers.
    private static readonly string[] Names =
    [
        "model.safetensors", "model.safetensors.index.json", "open_clip_model.safetensors", "open_clip_pytorch_model.safetensors",
        "open_clip_pytorch_model.bin", "pytorch_model.bin",
    ];

    private static readonly string[] Extensions = [".safetensors", ".pt", ".pth", ".bin"];

    /// <summary>Opens a file, or the checkpoint in a folder.</summary>
    /// <exception cref="ModelException">There is none, or it is of a kind that is not read.</exception>
    public static Checkpoint Open(string path)
    {
        var full = Path.GetFullPath(path);
        var file = Directory.Exists(full) ? Find(full) : full;
        if (!File.Exists(file)) throw new ModelException(file, $"There is no checkpoint {file}. Check the path; name a file (.safetensors, .pt, .bin) or a folder that holds one.");
        RefuseByName(file);
        if (file.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase)) return new Checkpoint(file, CheckpointKind.Safetensors, SafetensorsIndex.Read(file));

        var start = Start(file);
        if (TorchArchive.IsZip(start)) return TorchArchive.Open(file);
        RefuseByContent(file, start);
        return new Checkpoint(file, CheckpointKind.Safetensors, SafetensorsFile.Read(file));
    }

    private static string Find(string folder)
    {
        try
        {
            if (Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } known) return known;
            var others = Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).ToList();
            return others.Count switch
            {
                1 => others[0],
                0 => throw new ModelException(folder, $"{folder} holds no checkpoint. Looked for {string.Join(", ", Names)}, and any .safetensors, .pt, .pth or .bin file. Name the checkpoint's file or folder."),
                _ => throw new ModelException(folder, $"{folder} holds several checkpoints: {string.Join(", ", others.Take(5).Select(Path.GetFileName))}. Name the file that is meant."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(folder, e);
        }
    }

    private static void RefuseByName(string file)
    {
        if (file.EndsWith(".bin.index.json", StringComparison.OrdinalIgnoreCase))
        {
            throw CheckpointError.Refused(file, "it is the index of several of PyTorch's files.", "Use the same model's safetensors, or save it as one file.");
        }

        var reason = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".onnx" => ("it is an ONNX graph, which needs no conversion.", "Use the model folder that it belongs to: 'fovea models use FOLDER'."),
            ".ckpt" => ("a .ckpt file is a training state of TensorFlow or Lightning.", "Save the model's weights alone in PyTorch, as .safetensors or with torch.save(model.state_dict(), \"model.pt\"), and convert that."),
            ".h5" or ".msgpack" => ("it holds the weights for TensorFlow or Flax.", "Use the same model's .safetensors or .bin file."),
            _ => default((string Why, string Advice)?),
        };
        if (reason is var (why, advice)) throw CheckpointError.Refused(file, why, advice);
    }

    private static void RefuseByContent(string file, ReadOnlySpan<byte> start)
    {
        if (IsSafetensors(start)) return;
        if (NotAModelFile.Describe(start) is { } what && !what.Contains("ONNX", StringComparison.Ordinal)) throw CheckpointError.Damaged(file, what);
        if (start[0] is (byte)'{' or (byte)'[') throw CheckpointError.Damaged(file, "it is a JSON text, not a checkpoint.");
        if (start[0] == 0x80 || start.IndexOf("ustar"u8) >= 0)
        {
            throw CheckpointError.Refused(
                file,
                "it was written by PyTorch before 1.6, whose files are programs that would have to be run.",
                "Load it in PyTorch and save it again: torch.save(torch.load(FILE, map_location=\"cpu\"), \"model.pt\"), or as .safetensors.");
        }

        throw CheckpointError.Damaged(file, "it is neither a safetensors file nor one of PyTorch's.");
    }

    // Eight bytes of length, of which the upper four are 0 in any real file, and a JSON object.
    private static bool IsSafetensors(ReadOnlySpan<byte> start) => start.Length > 8 && start[8] == (byte)'{' && start[4..8].IndexOfAnyExcept((byte)0) < 0;

    private static byte[] Start(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var start = new byte[512];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(file, e);
        }
    }
}
