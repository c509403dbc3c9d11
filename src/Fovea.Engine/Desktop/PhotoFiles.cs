using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>From a row of the catalog to the file it speaks of, which may have gone or been replaced by a link since.</summary>
internal static class PhotoFiles
{
    /// <summary>The reason for an id that the catalog does not have.</summary>
    public const string Unknown = "it is not in the library any more";

    /// <summary>The path of a photo's file, or of its RAW twin, through a folder without links that lies under the photo's root.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="path">Its path or that of its twin.</param>
    /// <param name="roots">The roots.</param>
    /// <exception cref="IOException">It is away, gone, or led out of the root by a link; the message is a reason for people.</exception>
    public static string Locate(PhotoRecord photo, string path, IReadOnlyList<LibraryRoot> roots)
    {
        var root = roots.FirstOrDefault(root => root.Id == photo.Root) ?? throw new IOException(Unknown);
        if (Real(Path.GetDirectoryName(path)!) is not { } folder || Real(root.Path) is not { } top) throw Gone(photo);
        if (!FilePaths.IsAtOrBelow(folder, top)) throw Outside();
        var found = FilePaths.Join(folder, Path.GetFileName(path));
        return Exists(found) ? found : throw Gone(photo);
    }

    /// <summary>
    /// As <see cref="Locate"/>, for reading: the file itself must lie under the photo's root too, also where the photo is a link.
    /// </summary>
    /// <exception cref="IOException">As there.</exception>
    public static string LocateContent(PhotoRecord photo, string path, IReadOnlyList<LibraryRoot> roots)
    {
        var found = FilePaths.Real(Locate(photo, path, roots));
        var root = roots.First(root => root.Id == photo.Root);
        return FilePaths.IsAtOrBelow(found, FilePaths.Real(root.Path)) ? found : throw Outside();
    }

    /// <summary>The reason that an error gives.</summary>
    public static string Explain(Exception error) => error switch
    {
        UnauthorizedAccessException => "there is no permission to do it; check the rights of the file and of the folder it is in",
        OtherFileSystemException => "it lies on another drive than the place it was to go to",
        _ => error.Message,
    };

    private static string? Real(string folder) =>
        !OperatingSystem.IsWindows() ? Posix.RealPath(folder) : Directory.Exists(folder) ? FilePaths.Real(folder) : null;

    private static bool Exists(string path) => OperatingSystem.IsWindows() ? Path.Exists(path) : Posix.Exists(path);

    private static IOException Outside() => new("it lies outside the folders of the library, behind a link; do it with a file manager");

    private static FileNotFoundException Gone(PhotoRecord photo) =>
        new(photo.IsOffline ? "it cannot be reached now; plug in the drive it is on" : "it is not there any more");
}
