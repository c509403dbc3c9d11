using Fovea.Engine.Files;

namespace Fovea.Engine.Pictures;

/// <summary>
/// Where the file of a photo really lies. Asked at the moment it is read: a folder of the library may have been replaced by a link since it was
/// indexed, and nothing outside of the library is ever shown.
/// </summary>
/// <param name="RealPath">The path without links; null if it may not or cannot be read.</param>
/// <param name="Problem">Why there is none.</param>
internal readonly record struct OriginalFile(string? RealPath, PictureAnswer.None? Problem)
{
    public static OriginalFile Find(PhotoRecord photo, IReadOnlyList<LibraryRoot> roots)
    {
        var real = FilePaths.RealIfThere(photo.Path);
        if (real is null)
        {
            var root = roots.FirstOrDefault(root => root.Id == photo.Root);
            return photo.IsOffline || root is null || !FilePaths.FolderExists(root.Path)
                ? None(NoPicture.Offline, "the folder that it lies in cannot be reached now")
                : None(NoPicture.Gone, "the file is not there any more");
        }

        if (!roots.Any(root => FilePaths.IsAtOrBelow(real, FilePaths.Real(root.Path))))
        {
            return None(NoPicture.Refused, "it is a link that leads out of the folders of the library");
        }

        return FilePaths.FolderExists(real) ? None(NoPicture.Refused, "it is a folder now") : new OriginalFile(real, null);
    }

    private static OriginalFile None(NoPicture why, string reason) => new(null, new PictureAnswer.None(why, reason));
}
