using Fovea.Engine.Files;
using Fovea.Engine.Indexing;

namespace Fovea.Engine;

/// <summary>The folders of the library.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="catalog">The catalog.</param>
/// <param name="thumbnails">The photos' small copies.</param>
/// <param name="dataFolder">The program's own folder, which is never part of a library.</param>
public sealed class Library(IPhotoCatalog catalog, IThumbnailStore thumbnails, string dataFolder)
{
    /// <summary>
    /// Where a folder lies in the library; null if it is not part of it. A folder below a root is a target of its own, so that it can be
    /// brought up to date alone.
    /// </summary>
    /// <param name="folder">Absolute or relative to the current folder.</param>
    public IndexTarget? Find(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return IndexTargets.Locate(Normalise(folder), catalog.GetRoots());
    }

    /// <summary>Adds a folder, or finds it. Roots inside a new one become part of it.</summary>
    /// <exception cref="LibraryException">It is not there, is not a folder, or is the program's own.</exception>
    public IndexTarget Add(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Normalise(folder);
        var shown = PathText.ToDisplay(path);
        if (Find(path) is { } known && (known.Below.Length == 0 || FilePaths.FolderExists(path))) return known;
        if (File.Exists(path)) throw new LibraryException(path, $"{shown} is a file. Name the folder that it lies in.");
        if (!FilePaths.FolderExists(path)) throw new LibraryException(path, $"There is no folder {shown}. Check the path; if it is on a drive, plug it in.");
        if (FilePaths.IsAtOrBelow(FilePaths.Real(path), FilePaths.Real(dataFolder)))
        {
            throw new LibraryException(path, $"{shown} is Fovea's own data folder, which is never indexed. Name a folder with photos.");
        }

        return new IndexTarget(catalog.AddRoot(path));
    }

    /// <summary>Takes a root out of the library, with its photos' vectors and thumbnails. The files are not touched.</summary>
    /// <exception cref="LibraryException">It is not a root.</exception>
    public LibraryRoot Forget(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Normalise(folder);
        var root = catalog.GetRoots().FirstOrDefault(root => FilePaths.Comparer.Equals(root.Path, path))
            ?? throw new LibraryException(path, $"{PathText.ToDisplay(path)} is not a folder of the library. 'fovea status' lists them.");
        catalog.RemoveRoot(root.Id);
        ThumbnailSweep.Run(catalog, thumbnails, CancellationToken.None);
        return root;
    }

    private static string Normalise(string folder) => folder.Length > 0
        ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))
        : throw new LibraryException(folder, "The name of the folder is empty. Name a folder with photos.");
}
