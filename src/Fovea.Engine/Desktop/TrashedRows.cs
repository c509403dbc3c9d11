using Fovea.Engine.Files;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Desktop;

/// <summary>Puts rows of photos that came back into the catalog again.</summary>
internal static class TrashedRows
{
    /// <summary>Adds the photos, under the roots as they are now. Those under no root any more are left out.</summary>
    public static void Recover(IPhotoCatalog catalog, IReadOnlyList<TrashedPhoto> photos)
    {
        var roots = catalog.GetRoots();
        var changes = photos.SelectMany(photo => Changes(photo, roots)).ToLookup(change => change.ModelName, change => change.Change);
        foreach (var model in changes) catalog.Commit(model.Key, [.. model]);

        var favourites = photos.Where(photo => photo.Record.IsFavourite).Select(photo => catalog.FindByPath(photo.Record.Path)).OfType<PhotoRecord>();
        catalog.Commit(string.Empty, [.. favourites.Select(photo => new CatalogChange.Favourite(photo.Id, true))]);
    }

    private static IEnumerable<(string ModelName, CatalogChange Change)> Changes(TrashedPhoto photo, IReadOnlyList<LibraryRoot> roots)
    {
        var record = photo.Record;
        if (IndexTargets.Locate(record.Path, roots) is not { Root: var root, Below: var path }) return [];
        var companion = record.Companion is null ? null : FilePaths.Below(record.Companion, root.Path);
        return record switch
        {
            { Status: PhotoStatus.Failed, Failure: not null } => [(string.Empty, new CatalogChange.Failed(root.Id, path, companion, record.Stamp, record.Hash, record.Failure))],
            { Status: PhotoStatus.NotAPhoto, What: not null } => [(string.Empty, new CatalogChange.NotAPhoto(root.Id, path, record.Stamp, record.What))],
            { Hash: { } hash, Metadata: not null } => photo.Vectors.Select(vector => (vector.Space.ModelName, (CatalogChange)new CatalogChange.Indexed
            {
                Root = root.Id,
                Path = path,
                Companion = companion,
                Stamp = record.Stamp,
                Hash = hash,
                Metadata = record.Metadata,
                Colour = record.Colour,
                Space = vector.Space.Space,
                Vector = vector.Vector,
            })),
            _ => [],
        };
    }
}
