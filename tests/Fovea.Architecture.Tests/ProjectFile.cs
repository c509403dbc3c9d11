using System.Xml.Linq;

namespace Fovea.Architecture.Tests;

/// <summary>What a project file says.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    private ProjectFile(string path)
    {
        FilePath = path;
        _xml = XDocument.Parse(Repository.Read(path));
    }

    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => new ProjectFile(f))];

    public static IEnumerable<ProjectFile> Product => All.Where(p => p.FilePath.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Below the repository's root.</summary>
    public string FilePath { get; }

    public string Name => Path.GetFileNameWithoutExtension(FilePath);

    public string? Kind => _xml.Descendants("ProjectKind").SingleOrDefault()?.Value;

    public IReadOnlyList<string> Packages => [.. Includes("PackageReference")];

    /// <summary>Names of the referenced projects.</summary>
    public IReadOnlyList<string> References => [.. Includes("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')))];

    /// <summary>Every attribute and element value, for rules about what must not be in a project file.</summary>
    public IEnumerable<XElement> Elements => _xml.Descendants();

    private IEnumerable<string> Includes(string item) => _xml.Descendants(item).Select(e => (string)e.Attribute("Include")!);
}
