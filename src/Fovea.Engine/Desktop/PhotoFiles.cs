using Fovea.Engine.Files;
using Fovea.Engine.Pictures;

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
        if (FilePaths.RealIfThere(Path.GetDirectoryName(path)!) is not { } folder || FilePaths.RealIfThere(root.Path) is not { } top) throw Gone(photo);
        if (!FilePaths.IsAtOrBelow(folder, top)) throw new IOException("it lies outside of the folders of the library, behind a link; do it with a file manager");
        var found = FilePaths.Join(folder, Path.GetFileName(path));
        return Exists(found) ? found : throw Gone(photo);
    }

    /// <summary>The path without links of a photo's file, or of its RAW twin, for reading.</summary>
    /// <exception cref="IOException">It is away, gone, or led out of the library by a link; the message is a reason for people.</exception>
    public static string LocateContent(PhotoRecord photo, string path, IReadOnlyList<LibraryRoot> roots)
    {
        var file = OriginalFile.Find(photo with { Path = path }, roots);
        return file.RealPath ?? throw new IOException(file.Problem!.Reason);
    }

    /// <summary>The reason that an error gives.</summary>
    public static string Explain(Exception error) => error switch
    {
        UnauthorizedAccessException => "there is no permission to do it; check the rights of the file and of the folder it is in",
        OtherFileSystemException => "it lies on another drive than the place it was to go to",
        _ => error.Message,
    };

    private static bool Exists(string path) => OperatingSystem.IsWindows() ? Path.Exists(path) : Posix.Exists(path);

    private static FileNotFoundException Gone(PhotoRecord photo) =>
        new(photo.IsOffline ? "the folder that it lies in cannot be reached now" : "the file is not there any more");
}
