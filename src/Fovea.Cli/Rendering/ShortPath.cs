namespace Fovea.Cli.Rendering;

/// <summary>Paths for a person's eyes: as short as they can still be copied into the next command.</summary>
internal static class ShortPath
{
    /// <summary>Below the current folder: relative to it. Below the home folder: with <c>~</c>. Else as it is. Safe to show.</summary>
    public static string Of(string path) => Of(path, Environment.CurrentDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    internal static string Of(string path, string current, string home)
    {
        if (Below(path, current) is { } relative) return PathText.ToDisplay(relative[0] == '-' ? $".{Path.DirectorySeparatorChar}{relative}" : relative);
        return PathText.ToDisplay(Below(path, home) is { } own ? $"~{Path.DirectorySeparatorChar}{own}" : path);
    }

    private static string? Below(string path, string folder)
    {
        // The top folder shortens nothing, and an unknown home is empty.
        if (folder.Length == 0 || Path.EndsInDirectorySeparator(folder)) return null;
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return path.Length > folder.Length + 1 && path[folder.Length] == Path.DirectorySeparatorChar && path.StartsWith(folder, comparison)
            ? path[(folder.Length + 1)..]
            : null;
    }
}
