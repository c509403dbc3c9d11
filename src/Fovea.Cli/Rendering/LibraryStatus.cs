using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>What <c>fovea status</c> tells.</summary>
/// <param name="Home">The data folder.</param>
/// <param name="Model">The model in use.</param>
/// <param name="Next">The model to which a change is under way, with the photos that have a vector of it; null: none.</param>
/// <param name="Encoded">Photos with a vector of that model.</param>
/// <param name="Roots">The folders with their counts.</param>
/// <param name="CatalogBytes">Size of the catalog on disk.</param>
/// <param name="ThumbnailBytes">Size of all thumbnails.</param>
/// <param name="Failed">Failed photos; null if not asked for.</param>
/// <param name="NotPhotos">Files that are not photos; null if not asked for.</param>
internal sealed record LibraryStatus(
    string Home,
    InstalledModel Model,
    (InstalledModel Model, long Encoded)? Next,
    long Encoded,
    IReadOnlyList<(LibraryRoot Root, RootCounts Counts)> Roots,
    long CatalogBytes,
    long ThumbnailBytes,
    IReadOnlyList<PhotoRecord>? Failed,
    IReadOnlyList<PhotoRecord>? NotPhotos)
{
    public static LibraryStatus Read(Session session, bool withFailures)
    {
        var catalog = session.Catalog;
        var model = session.CurrentModel;
        var counts = catalog.GetCounts().ToDictionary(count => count.Root);
        return new LibraryStatus(
            session.DataFolder.Path,
            model,
            session.Models.Next() is { } next ? (next, EncodedWith(session, next)) : null,
            catalog.GetSpaces().FirstOrDefault(space => space.Space == session.Model.Space)?.Embeddings ?? 0,
            [.. catalog.GetRoots().Select(root => (root, counts.GetValueOrDefault(root.Id, new RootCounts(root.Id, 0, 0, 0, 0))))],
            CatalogSize(session.DataFolder.Path),
            session.Thumbnails.MeasureBytes(),
            withFailures ? catalog.GetByStatus(PhotoStatus.Failed, int.MaxValue) : null,
            withFailures ? catalog.GetByStatus(PhotoStatus.NotAPhoto, int.MaxValue) : null);
    }

    private static long EncodedWith(Session session, InstalledModel model)
    {
        try
        {
            var its = session.Models.SpaceOf(model);
            return session.Catalog.GetSpaces().FirstOrDefault(space => space.Space == its)?.Embeddings ?? 0;
        }
        catch (ModelException)
        {
            // The next run tells what is wrong with it.
            return 0;
        }
    }

    // The database, its write-ahead log and shared memory.
    private static long CatalogSize(string home) =>
        new DirectoryInfo(home) is { Exists: true } folder ? folder.EnumerateFiles("catalog.db*").Sum(file => file.Length) : 0;
}
