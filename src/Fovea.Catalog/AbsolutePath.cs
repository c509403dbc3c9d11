namespace Fovea.Catalog;

/// <summary>Absolute paths as callers give them, brought to one form.</summary>
internal static class AbsolutePath
{
    /// <summary>Without doubled or trailing separators and dots; null if it is not absolute or cannot be a path.</summary>
    public static string? Normalise(string path) =>
        !path.Contains('\0', StringComparison.Ordinal) && Path.IsPathFullyQualified(path)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))
            : null;

    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static string Require(string path, string parameter) =>
        Normalise(path) ?? throw new ArgumentException(
            $"\"{PathText.ToDisplay(path)}\" is not an absolute path. Give the folder from the file system's root on.", parameter);
}
