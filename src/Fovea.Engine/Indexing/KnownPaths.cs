using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>
/// Known files by path, each to be taken once. Exactly the same path comes first; where the platform does not tell cases or
/// normalisation forms apart, a path that differs in them only is the same file renamed.
/// </summary>
internal sealed class KnownPaths(IEnumerable<KnownFile> files)
{
    private readonly Dictionary<string, KnownFile> _exact = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    private ILookup<string, KnownFile>? _similar;

    /// <summary>The files that were not taken.</summary>
    public IReadOnlyCollection<KnownFile> Rest => _exact.Values;

    public KnownFile? Take(string path) => _exact.Remove(path, out var file) ? file : null;

    /// <summary>To be asked when every path was asked for exactly.</summary>
    public KnownFile? TakeSimilar(string path)
    {
        if (ReferenceEquals(FilePaths.Comparer, StringComparer.Ordinal)) return null;
        _similar ??= _exact.Values.ToLookup(file => file.Path, FilePaths.Comparer);
        return _similar[path].Select(file => Take(file.Path)).FirstOrDefault(file => file is not null);
    }
}
