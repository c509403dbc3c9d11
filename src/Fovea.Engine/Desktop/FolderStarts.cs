namespace Fovea.Engine.Desktop;

/// <summary>Where a person's folders begin.</summary>
/// <param name="Home">The home folder.</param>
/// <param name="Pictures">The folder for pictures; may be missing.</param>
/// <param name="DriveFolders">Folders in which drives are mounted; may be missing.</param>
/// <param name="Drives">Drives that have letters.</param>
internal sealed record FolderStarts(string Home, string Pictures, IReadOnlyList<string> DriveFolders, IReadOnlyList<string> Drives)
{
    /// <summary>Those of the person who runs this process.</summary>
    public static FolderStarts Current()
    {
        var home = UserFolders.Home(Environment.GetEnvironmentVariable);
        var pictures = Environment.GetFolderPath(Environment.SpecialFolder.MyPictures); // on Linux as XDG's user-dirs.dirs says
        if (OperatingSystem.IsWindows()) return new FolderStarts(home, pictures, [], Environment.GetLogicalDrives());
        return OperatingSystem.IsMacOS()
            ? new FolderStarts(home, pictures, ["/Volumes"], [])
            : new FolderStarts(home, pictures, [Path.Combine("/media", Environment.UserName), Path.Combine("/run/media", Environment.UserName), "/mnt"], []);
    }
}
