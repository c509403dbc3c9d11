using Fovea.Engine.Files;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Compares what lies under a target with what the catalog knows, without opening a file.</summary>
internal sealed class DeltaFinder(IPhotoCatalog catalog, Scanner scanner, EmbeddingSpace space)
{
    public RootDelta Find(IndexTarget target, bool retryFailed, Action<int>? found, CancellationToken cancellationToken)
    {
        var scan = scanner.Scan(target.Root, target.Below, found, cancellationToken);
        var known = catalog.GetKnownFiles(target.Root.Id, space)
            .Where(file => target.Below.Length == 0 || FilePaths.IsAtOrBelow(file.Path, target.Below)).ToList();
        var photos = known.Count(IsPhoto);

        // An unplugged drive leaves no folder, or an empty one. Nothing that it held is given up.
        if (target.Below.Length == 0 && (!scan.IsAvailable || (scan.IsEmpty && known.Count > 0)))
        {
            return new RootDelta(target) { IsOffline = true, KnownPhotos = photos, Issues = scan.Issues };
        }

        var delta = new RootDelta(target) { KnownPhotos = photos, Issues = scan.Issues };
        var byPath = known.ToDictionary(file => file.Path, FilePaths.Comparer);
        foreach (var file in scan.Files)
        {
            byPath.Remove(file.Path, out var before);
            Compare(delta, file, before, retryFailed);
        }

        SortOutMissing(delta, byPath.Values, scan);
        return delta;
    }

    private static bool IsPhoto(KnownFile file) => file.Status is PhotoStatus.Indexed or PhotoStatus.Failed;

    private static void Compare(RootDelta delta, ScannedFile file, KnownFile? before, bool retryFailed)
    {
        var isSame = before is not null && before.Stamp == file.Stamp;
        var isDone = isSame && before!.Status switch
        {
            PhotoStatus.Indexed => before.HasEmbedding,
            PhotoStatus.Failed => !retryFailed,
            _ => true,
        };
        if (!isDone)
        {
            delta.Work.Add(new WorkItem(delta.Target.Root, file, before));
            return;
        }

        if (before!.Status == PhotoStatus.Failed) delta.FailedBefore++;
        if (before.Status == PhotoStatus.Indexed) delta.Unchanged++;
        if (before.IsMissing || !string.Equals(before.Companion, file.Companion, StringComparison.Ordinal))
        {
            delta.Changes.Add(new CatalogChange.Restamped(before.Id, file.Companion, file.Stamp));
        }
    }

    private static void SortOutMissing(RootDelta delta, IEnumerable<KnownFile> unseen, ScanResult scan)
    {
        var companions = scan.Files.Where(file => file.Companion is not null).Select(file => file.Companion!).ToHashSet(FilePaths.Comparer);
        var root = delta.Target.Root.Path;
        foreach (var file in unseen)
        {
            if (scan.Issues.Any(issue => FilePaths.IsAtOrBelow(FilePaths.Join(root, file.Path), issue.Folder))) delta.OutOfReach.Add(file);
            else if (!IsPhoto(file)) delta.Changes.Add(new CatalogChange.Removed(file.Id));
            else if (companions.Contains(file.Path)) delta.Changes.Add(new CatalogChange.Removed(file.Id)); // it is now half of another photo
            else delta.Vanished.Add(file.Id, file);
        }
    }
}
