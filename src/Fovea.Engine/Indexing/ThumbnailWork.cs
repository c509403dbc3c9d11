using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Finds the photos that a model has no vector of, without a look at the folders.</summary>
internal static class ThumbnailWork
{
    /// <summary>One root's photos as work: those that are indexed, also offline ones.</summary>
    public static RootDelta Find(IPhotoCatalog catalog, LibraryRoot root, EmbeddingSpace space)
    {
        var known = catalog.GetKnownFiles(root.Id, space).Where(file => file.Status == PhotoStatus.Indexed).ToList();
        var delta = new RootDelta(new IndexTarget(root)) { KnownPhotos = known.Count, Scanned = known.Count };
        foreach (var file in known)
        {
            if (file.HasEmbedding) delta.Unchanged++;
            else if (file.Hash is not null) delta.Work.Add(new WorkItem(root, new ScannedFile(root.Id, file.Path, file.Companion, file.Stamp), file));
        }

        return delta;
    }
}
