using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads a checkpoint in several safetensors files: <c>model.safetensors.index.json</c> says which file holds which tensor.</summary>
internal static class SafetensorsIndex
{
    private const long LongestIndex = 32L << 20;

    /// <summary>The tensors of all files.</summary>
    /// <exception cref="ModelException">The index or a file cannot be used.</exception>
    public static Dictionary<string, CheckpointTensor> Read(string path)
    {
        var tensors = new Dictionary<string, CheckpointTensor>(StringComparer.Ordinal);
        var files = new Dictionary<string, Dictionary<string, CheckpointTensor>>(StringComparer.Ordinal);
        foreach (var (name, file) in Map(path))
        {
            if (!files.TryGetValue(file, out var held)) files[file] = held = SafetensorsFile.Read(Part(path, file));
            tensors[name] = held.GetValueOrDefault(name) ?? throw CheckpointError.Damaged(Part(path, file), $"it has no tensor {name}, which {Path.GetFileName(path)} says it has.");
        }

        return tensors;
    }

    private static List<(string Name, string File)> Map(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LongestIndex) throw CheckpointError.Damaged(path, "it is larger than any index is.");
            var json = JsonFiles.Parse(path, File.ReadAllBytes(path));
            if (json.Property("weight_map") is not { ValueKind: JsonValueKind.Object } map) throw CheckpointError.Damaged(path, "it has no \"weight_map\".");
            return [.. map.EnumerateObject().Select(entry => (entry.Name, entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : ""))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    // Only files beside the index: it could name any file of the machine.
    private static string Part(string path, string file)
    {
        var isPlain = file.Length > 0 && file is not ("." or "..") && file.IndexOfAny(['/', '\\', ':']) < 0;
        if (!isPlain) throw CheckpointError.Damaged(path, $"it names \"{file}\", which is no file beside it.");
        var part = Path.Combine(Path.GetDirectoryName(path)!, file);
        return File.Exists(part) ? part : throw new ModelException(part, $"A part of the checkpoint is missing: {part} does not exist, but {Path.GetFileName(path)} names it. Fetch all parts into one folder.");
    }
}
