namespace Fovea.Engine.Desktop;

/// <summary>Folders of the person who runs the program.</summary>
internal static class UserFolders
{
    /// <summary>The home folder.</summary>
    /// <param name="variable">Reads the environment.</param>
    public static string Home(Func<string, string?> variable) =>
        !OperatingSystem.IsWindows() && variable("HOME") is { } home && Path.IsPathFullyQualified(home)
            ? Path.TrimEndingDirectorySeparator(home)
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A typed path with "~" as the home folder.</summary>
    public static string Expand(string typed, string home) =>
        typed == "~" ? home
        : typed.StartsWith("~/", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && typed.StartsWith("~\\", StringComparison.Ordinal)) ? home + typed[1..]
        : typed;
}
