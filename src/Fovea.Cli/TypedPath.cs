namespace Fovea.Cli;

/// <summary>Paths as a person types them.</summary>
internal static class TypedPath
{
    /// <summary>
    /// The absolute path, without a separator at its end. A shell leaves the <c>~</c> of <c>--in=~/Pictures</c> alone, so it is
    /// understood here; a folder that is really called <c>~</c> is <c>./~</c>.
    /// </summary>
    public static string Full(string path)
    {
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && path.StartsWith(@"~\", StringComparison.Ordinal)))
        {
            path = Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..]);
        }

        if (path.Length == 0) throw new UsageException("a path is empty; name a file or a folder.");
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }
}
