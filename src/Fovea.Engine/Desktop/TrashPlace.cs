using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>A trash folder.</summary>
/// <param name="Folder">The folder that holds "files" and "info".</param>
/// <param name="TopFolder">The top of the file system, which the paths in it are relative to; null for the trash of the home folder.</param>
internal sealed record TrashPlace(string Folder, string? TopFolder)
{
    public string FilesFolder => FilePaths.Join(Folder, "files");

    public string InfoFolder => FilePaths.Join(Folder, "info");

    /// <summary>A file's path as it is written down in this trash folder.</summary>
    public string Describe(string path) => TopFolder is null ? path : FilePaths.Below(path, TopFolder);
}
