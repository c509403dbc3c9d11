using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>Copies original files, byte for byte and with their modification time, into a folder that a person names.</summary>
/// <remarks>
/// Thread-safe. Nothing is overwritten: a name that is taken gets a number. A copy appears under its name when it is whole; after
/// cancellation or an error there is no half file, and the copies made before stay.
/// </remarks>
/// <param name="catalog">The catalog.</param>
/// <param name="dataFolder">The program's own folder, into which nothing is copied.</param>
public sealed class PhotoExport(IPhotoCatalog catalog, string dataFolder)
{
    /// <summary>Copies photos. What cannot be copied is reported; the rest goes on.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="folder">Absolute; "~" is the home folder. The last folder of the path is created if it is not there.</param>
    /// <param name="withCompanions">Whether RAW twins are copied too.</param>
    /// <param name="cancellationToken">Ends it; the file that is being copied leaves nothing behind.</param>
    /// <exception cref="LibraryException">The folder cannot be used; nothing was copied.</exception>
    public async Task<ExportReport> CopyAsync(IReadOnlyList<PhotoId> photos, string folder, bool withCompanions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(folder);
        var target = Prepare(folder);
        var roots = catalog.GetRoots();
        var failures = new List<PhotoProblem>();
        var copied = 0;
        foreach (var id in photos.Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (catalog.GetPhotos([id]) is not [var photo])
            {
                failures.Add(new PhotoProblem(id, string.Empty, PhotoFiles.Unknown));
                continue;
            }

            if (!await TryCopyAsync(photo, photo.Path, roots, target, failures, cancellationToken)) continue;
            copied++;
            if (withCompanions && photo.Companion is not null) await TryCopyAsync(photo, photo.Companion, roots, target, failures, cancellationToken);
        }

        return new ExportReport(target, copied, failures);
    }

    private static async Task<bool> TryCopyAsync(
        PhotoRecord photo, string path, IReadOnlyList<LibraryRoot> roots, string target, List<PhotoProblem> failures, CancellationToken cancellationToken)
    {
        try
        {
            var source = PhotoFiles.LocateContent(photo, path, roots);
            await FileCopy.CopyAsync(source, target, Path.GetFileName(path), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add(new PhotoProblem(photo.Id, path, PhotoFiles.Explain(e)));
            return false;
        }
    }

    private string Prepare(string typed)
    {
        var path = UserFolders.Expand(typed, UserFolders.Home(Environment.GetEnvironmentVariable));
        var shown = PathText.ToDisplay(typed);
        if (!Path.IsPathFullyQualified(path) || PathText.HasInvalidText(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new LibraryException(typed, $"\"{shown}\" is not the full path of a folder. Name one such as {Path.Combine(UserFolders.Home(Environment.GetEnvironmentVariable), "Copies")}.");
        }

        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(path)) throw new LibraryException(path, $"{shown} is a file. Name a folder to copy into.");
        var parent = Path.GetDirectoryName(path);
        if (!Directory.Exists(path) && !Directory.Exists(parent))
        {
            throw new LibraryException(path, $"There is no folder {PathText.ToDisplay(parent ?? path)} to make a new one in. Check the path; if it is on a drive, plug it in.");
        }

        var real = Directory.Exists(path) ? FilePaths.Real(path) : FilePaths.Join(FilePaths.Real(parent!), Path.GetFileName(path));
        if (FilePaths.IsAtOrBelow(real, FilePaths.Real(dataFolder)))
        {
            throw new LibraryException(path, $"{shown} is in Fovea's own data folder, which holds no photos. Name another folder.");
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException(path, $"The folder {shown} could not be made: {e.Message} Choose one that you may write to.", e);
        }

        return path;
    }
}
