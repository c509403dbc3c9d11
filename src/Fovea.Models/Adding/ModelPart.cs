using Fovea.Clip;

namespace Fovea.Models;

/// <summary>A folder of a source, as a model: the graphs of both towers, and the small files beside them.</summary>
/// <remarks>A model's folder may also hold other variants of its graphs, and the same weights in the forms of other programs: nothing here runs those.</remarks>
internal sealed class ModelPart
{
    /// <summary>More than any configuration or vocabulary has, in bytes.</summary>
    public const long LargestSmallFile = 64L << 20;

    private static readonly string[] SmallFiles = [".json", ".txt", ".gz", ".md", ".model", ".licence", ".license"];

    private readonly IModelSource _source;
    private readonly string _folder;

    /// <summary>Looks at a folder.</summary>
    /// <param name="source">The source.</param>
    /// <param name="folder">The folder in it, with a slash at its end; empty: its top.</param>
    public ModelPart(IModelSource source, string folder)
    {
        (_source, _folder) = (source, folder);
        var paths = source.Files.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(path => path[folder.Length..]).ToList();
        Towers = ModelFolder.TowersAmong(paths);
        Wanted = [.. Towers, .. paths.Where(path => IsSmall(path) && Length(path) <= LargestSmallFile).Order(StringComparer.Ordinal)];
    }

    /// <summary>The folder in the source, with a slash at its end; empty: its top.</summary>
    public string Folder => _folder;

    /// <summary>The graphs that would be used.</summary>
    public IReadOnlyList<string> Towers { get; }

    /// <summary>The files to take: paths below the folder, the graphs first.</summary>
    public IReadOnlyList<string> Wanted { get; }

    /// <summary>Whether there is such a file.</summary>
    public bool Has(string path) => _source.Files.ContainsKey(_folder + path);

    /// <summary>A file's bytes.</summary>
    public long Length(string path) => _source.Files[_folder + path];

    /// <summary>Opens a file for reading.</summary>
    public Stream Open(string path) => _source.Open(_folder + path);

    // What was made for another machine is none of it, nor what only programs write for themselves.
    private static bool IsSmall(string path) =>
        !path.StartsWith("optimized/", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('.') && SmallFiles.Contains(Path.GetExtension(path).ToLowerInvariant());
}
