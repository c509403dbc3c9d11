using Fovea.Engine.Files;

namespace Fovea.Engine.Searching;

/// <summary>What folders in a query mean.</summary>
internal static class FolderNames
{
    /// <summary>The absolute folders that a name may stand for: as it is, below the current folder, below each root.</summary>
    public static IEnumerable<string> Resolve(string name, string? baseFolder, IReadOnlyList<LibraryRoot> roots)
    {
        if (name == "~" || name.StartsWith("~/", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && name.StartsWith(@"~\", StringComparison.Ordinal)))
        {
            name = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + name[1..];
        }

        if (Path.IsPathFullyQualified(name)) return [Normalise(name)];

        var places = roots.Select(root => root.Path);
        if (baseFolder is not null && FilePaths.FolderExists(FilePaths.Join(baseFolder, name))) places = places.Prepend(baseFolder);
        var byName = roots.Where(root => FilePaths.Comparer.Equals(Path.GetFileName(root.Path), name)).Select(root => root.Path);
        return [.. byName, .. places.Select(place => Normalise(FilePaths.Join(place, name)))];
    }

    /// <summary>Without "..", doubled and trailing separators.</summary>
    public static string Normalise(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
