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
}
