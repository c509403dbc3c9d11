using System.Text;

namespace Fovea.Clip;

/// <summary>Gives the bytes of a model folder, each checked against the manifest where there is one.</summary>
internal sealed class ModelFiles
{
    // The largest tokenizer.json of a CLIP model has 4 MB.
    private const long LargestSmallFile = 64L << 20;

    private readonly Dictionary<string, ManifestFile>? _listed;
    private readonly string _folder;
    private readonly IFileHashCache? _cache;
    private readonly HashSet<string>? _only;

    public ModelFiles(string folder, IFileHashCache? cache)
    {
        _folder = folder;
        _cache = cache;
        var manifest = Path.Combine(folder, ModelManifest.FileName);
        if (!File.Exists(manifest)) return;

        Manifest = ModelManifest.Parse(manifest, ReadBytes(manifest));
        _listed = Manifest.Files.DistinctBy(f => f.Path, StringComparer.Ordinal).ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var file in Manifest.Files) CheckSize(Path.Combine(folder, file.Path), file);
    }

    private ModelFiles(string folder, IEnumerable<string> only)
    {
        _folder = folder;
        _only = [.. only.Select(name => Path.Combine(folder, name))];
    }

    /// <summary>Some files of a folder that is no model's: the others count as absent, and so does a manifest.</summary>
    public static ModelFiles Only(string folder, params IEnumerable<string> names) => new(folder, names);

    /// <summary>The manifest, where the folder has one.</summary>
    public ModelManifest? Manifest { get; }

    /// <summary>The full path of a file in the folder, whether it exists or not.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>The bytes of a small file; null when it does not exist.</summary>
    public byte[]? TryRead(params string[] parts)
    {
        var path = PathOf(parts);
        if ((_only is not null && !_only.Contains(path)) || !File.Exists(path)) return null;

        var bytes = ReadBytes(path);
        Check(path, () => FileHashing.Sha256(bytes));
        return bytes;
    }

    /// <summary>
    /// The SHA-256 of a tower: of its graph; where weights lie in files beside it, of the graph's hash and a line with the place and hash of each of those.
    /// From the cache while the files are unchanged.
    /// </summary>
    public string HashOf(OnnxGraph graph)
    {
        var hash = HashOf(graph.Path);
        if (graph.DataFiles.Count == 0) return hash;
        var folder = Path.GetDirectoryName(graph.Path)!;
        var lines = graph.DataFiles.Select(file => $"\n{Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')} {HashOf(file)}");
        return FileHashing.Sha256(Encoding.UTF8.GetBytes(hash + string.Concat(lines)));
    }

    private string HashOf(string path)
    {
        var stamp = FileHashing.Stamp(path);
        if (_cache?.Find(path, stamp) is { } known) return Check(path, () => known);

        var hash = Check(path, () => FileHashing.Sha256(path, CancellationToken.None));
        if (FileHashing.Stamp(path) == stamp) _cache?.Store(path, stamp, hash);
        return hash;
    }

    private string Check(string path, Func<string> hash)
    {
        if (_listed is null) return hash();

        var relative = Path.GetRelativePath(_folder, path).Replace(Path.DirectorySeparatorChar, '/');
        if (!_listed.TryGetValue(relative, out var expected))
        {
            throw new ModelException(path, $"{path} would be used, but {ModelManifest.FileName} does not name it. Remove the file, or fetch the model again.");
        }

        var actual = hash();
        return actual == expected.Sha256 ? actual : throw ModelError.WrongHash(path, expected.Sha256, actual);
    }

    private static void CheckSize(string path, ManifestFile expected)
    {
        if (!File.Exists(path)) throw ModelError.Missing(path, $"A file that {ModelManifest.FileName} names");
        var size = FileHashing.SizeOf(path);
        if (size != expected.Size) throw ModelError.WrongSize(path, expected.Size, size);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            var size = FileHashing.SizeOf(path);
            if (size == 0) return [];
            if (size > LargestSmallFile) throw ModelError.Damaged(path, "it has more than 64 MB, too much for a configuration or a vocabulary.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }
}
