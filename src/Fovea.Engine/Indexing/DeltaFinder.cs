using Fovea.Engine.Files;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Compares what lies under a target with what the catalog knows, without opening a file.</summary>
internal sealed class DeltaFinder(IPhotoCatalog catalog, Scanner scanner, EmbeddingSpace space, bool retryFailed)
{
    private const string AwayReason = "it is empty, and nothing was taken out of it: as if a drive was away. What it held is kept; delete the folder if that is gone for good";

    public RootDelta Find(IndexTarget target, Action<int>? found, CancellationToken cancellationToken)
    {
        var root = target.Root;
        var scan = scanner.Scan(root, target.Below, found, cancellationToken);
        var known = catalog.GetKnownFiles(root.Id, space)
            .Where(file => target.Below.Length == 0 || FilePaths.IsAtOrBelow(file.Path, target.Below)).ToList();
        var photos = known.Count(IsPhoto);

        // An unplugged drive leaves no folder, or an empty one. Nothing that it held is given up.
        var isThere = scan.IsAvailable || FilePaths.FolderExists(root.Path);
        if (!isThere || (target.Below.Length == 0 && (!scan.IsAvailable || (scan.IsEmpty && known.Count > 0))))
        {
            return new RootDelta(target) { IsOffline = true, KnownPhotos = photos, Issues = isThere ? scan.Issues : [] };
        }

        var unseen = new KnownPaths(known);
        var pairs = scan.Files.Select(file => (File: file, Known: unseen.Take(file.Path))).ToList();
        var work = pairs.ConvertAll(pair => (pair.File, Known: pair.Known ?? unseen.TakeSimilar(pair.File.Path), Raw: Raw(pair.File, unseen)));
        var away = Away(scan, unseen.Rest, root.Path);
        var delta = new RootDelta(target)
        {
            KnownPhotos = photos,
            Scanned = scan.Files.Count,
            Issues = [.. scan.Issues, .. away.Select(folder => new ScanIssue(folder, AwayReason))],
        };
        foreach (var (file, before, raw) in work) Compare(delta, file, before, raw);
        SortOutMissing(delta, unseen.Rest);
        return delta;
    }

    private static KnownFile? Raw(ScannedFile file, KnownPaths unseen) => file.Companion is null ? null : unseen.Take(file.Companion);

    private static bool IsPhoto(KnownFile file) => file.Status is PhotoStatus.Indexed or PhotoStatus.Failed;

    // A failure under another model may have left a vector of this one: then the photo is worth another look.
    private bool IsDone(ScannedFile file, KnownFile before) => before.Stamp == file.Stamp && before.Status switch
    {
        PhotoStatus.Indexed => before.HasEmbedding,
        PhotoStatus.Failed => !retryFailed && !before.HasEmbedding,
        _ => true,
    };

    private void Compare(RootDelta delta, ScannedFile file, KnownFile? before, KnownFile? raw)
    {
        if (before is null || !IsDone(file, before))
        {
            delta.Work.Add(new WorkItem(delta.Target.Root, file, before, raw));
            return;
        }

        if (before.Status == PhotoStatus.Failed) delta.FailedBefore++;
        if (before.Status == PhotoStatus.Indexed) delta.Unchanged++;
        if (before.Status == PhotoStatus.Indexed && raw is not null) delta.Changes.Add(new CatalogChange.Removed(raw.Id));
        if (!string.Equals(before.Path, file.Path, StringComparison.Ordinal))
        {
            delta.Changes.Add(new CatalogChange.Moved(before.Id, file.Root, file.Path, file.Companion, file.Stamp));
        }
        else if (before.IsMissing || !string.Equals(before.Companion, file.Companion, StringComparison.Ordinal))
        {
            delta.Changes.Add(new CatalogChange.Restamped(before.Id, file.Companion, file.Stamp));
        }
    }

    private static List<string> Away(ScanResult scan, IReadOnlyCollection<KnownFile> unseen, string root)
    {
        if (scan.Bare.Count == 0) return [];
        var lost = unseen.SelectMany(file => FilePaths.SelfAndParents(file.Path)).ToHashSet(FilePaths.Comparer);
        return [.. scan.Bare.Where(folder => lost.Contains(FilePaths.Below(folder, root)))];
    }

    private static void SortOutMissing(RootDelta delta, IReadOnlyCollection<KnownFile> unseen)
    {
        var root = delta.Target.Root.Path;
        var unread = delta.Issues.Select(issue => FilePaths.Below(issue.Folder, root)).ToHashSet(FilePaths.Comparer);
        foreach (var file in unseen)
        {
            if (unread.Count > 0 && FilePaths.SelfAndParents(file.Path).Any(unread.Contains)) delta.OutOfReach.Add(file);
            else if (IsPhoto(file)) delta.Vanished.Add(file.Id, file);
            else delta.Changes.Add(new CatalogChange.Removed(file.Id));
        }
    }
}
