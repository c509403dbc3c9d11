namespace Fovea.Engine.Files;

/// <summary>Questions about paths that have one answer per platform.</summary>
internal static class FilePaths
{
    /// <summary>Compares paths as the platform's usual file system does.</summary>
    public static IEqualityComparer<string> Comparer { get; } =
        OperatingSystem.IsLinux() ? StringComparer.Ordinal
        : OperatingSystem.IsMacOS() ? new NormalisingComparer()
        : StringComparer.OrdinalIgnoreCase;

    /// <summary>The path without links, or as it is when that cannot be found out.</summary>
    public static string Real(string path) => RealIfThere(path) ?? path;

    /// <summary>The path without links; null if nothing is there, or a part of it may not be entered.</summary>
    public static string? RealIfThere(string path)
    {
        if (!OperatingSystem.IsWindows()) return Posix.RealPath(path);
        try
        {
            return RealOnWindows(Path.GetFullPath(path), linksLeft: 40);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a folder, or what it links to, is there.</summary>
    public static bool FolderExists(string path) =>
        Directory.Exists(path) || (!OperatingSystem.IsWindows() && PathText.HasInvalidText(path) && Posix.RealPath(path) is not null);

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies below it.</summary>
    public static bool IsAtOrBelow(string path, string folder) => SelfAndParents(path).Any(parent => Comparer.Equals(parent, folder));

    /// <summary>A path, the folder it lies in, the folder that lies in, and so on.</summary>
    public static IEnumerable<string> SelfAndParents(string path)
    {
        for (var current = path; !string.IsNullOrEmpty(current); current = Path.GetDirectoryName(current)) yield return current;
    }

    /// <summary>The path of <paramref name="path"/> below <paramref name="folder"/>, which it is or lies below; empty when they are the same.</summary>
    public static string Below(string path, string folder)
    {
        if (Comparer.Equals(path, folder)) return string.Empty;

        // Folders are counted, not characters: on macOS one name may be written in two ways of different length.
        var start = 0;
        for (var depth = WithSeparator(folder).Count(IsSeparator); depth > 0; depth--) start = path.IndexOf(Path.DirectorySeparatorChar, start) + 1;
        return path[start..];
    }

    /// <summary>Joins without looking at what the name holds.</summary>
    public static string Join(string folder, string name) =>
        folder.Length == 0 ? name : name.Length == 0 ? folder : WithSeparator(folder) + name;

    // Windows has no realpath: every folder of the way may be a link or junction, and so may those of its target.
    private static string? RealOnWindows(string path, int linksLeft)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, name);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (!entry.Exists) return null;
            if (entry.ResolveLinkTarget(returnFinalTarget: true) is not { } target) continue;
            if (linksLeft == 0 || RealOnWindows(target.FullName, linksLeft - 1) is not { } followed) return null;
            real = followed;
        }

        return real;
    }

    private static bool IsSeparator(char c) => c == Path.DirectorySeparatorChar;

    private static string WithSeparator(string folder) =>
        folder.EndsWith(Path.DirectorySeparatorChar) ? folder : folder + Path.DirectorySeparatorChar;

    // HFS+ and APFS treat NFC and NFD of a name, and usually its cases, as the same file.
    private sealed class NormalisingComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) =>
            string.Equals(x, y, StringComparison.OrdinalIgnoreCase)
            || (x is not null && y is not null && string.Equals(Key(x), Key(y), StringComparison.OrdinalIgnoreCase));

        public int GetHashCode(string text) => Key(text).GetHashCode(StringComparison.OrdinalIgnoreCase);

        private static string Key(string text) => PathText.HasInvalidText(text) ? text : text.Normalize();
    }
}
