using Fovea.Engine.Files;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Compares what lies under a target with what the catalog knows, without opening a file.</summary>
internal sealed class DeltaFinder(IPhotoCatalog catalog, Scanner scanner, EmbeddingSpace space, IndexRequest request)
{
    private const string AwayReason = "it is empty, and nothing was taken out of it: as if a drive was away. What it held is kept; delete the folder if that is gone for good";

    public async Task<RootDelta> FindAsync(IndexTarget target, Action<int>? found, CancellationToken cancellationToken)
    {
        var root = target.Root;

        // The catalog is read while the folders are: neither waits for the other.
        var reading = Task.Run(() => Known(target), CancellationToken.None);
        ScanResult scan;
        try
        {
            scan = scanner.Scan(root, target.Below, target.IsDeep, found, cancellationToken);
        }
        catch
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return Compare(target, scan, await reading);
    }

    /// <summary>Whether what lay at a path of a root was seen to be taken away.</summary>
    public static bool IsTaken(IndexRequest request, LibraryRoot root, string path) =>
        request.Taken.Count > 0 && FilePaths.SelfAndParents(FilePaths.Join(root.Path, path)).Any(request.Taken.Contains);

    private IReadOnlyList<KnownFile> Known(IndexTarget target) =>
        target.IsWholeRoot ? catalog.GetKnownFiles(target.Root.Id, space) : catalog.GetKnownFilesIn(target.Root.Id, target.Below, target.IsDeep, space);

    private RootDelta Compare(IndexTarget target, ScanResult scan, IReadOnlyList<KnownFile> known)
    {
        var root = target.Root;
        var photos = known.Count(IsPhoto);

        // An unplugged drive leaves no folder, or an empty one. Nothing that it held is given up.
        var isThere = scan.IsAvailable || FilePaths.FolderExists(root.Path);
        if (!isThere || (target.Below.Length == 0 && (!scan.IsAvailable || (scan.IsEmpty && known.Any(file => !IsTaken(request, root, file.Path))))))
        {
            return new RootDelta(target) { IsOffline = true, KnownPhotos = photos, Issues = isThere ? scan.Issues : [] };
        }

        var unseen = new KnownPaths(known);
        var before = new KnownFile?[scan.Files.Count];
        for (var i = 0; i < before.Length; i++) before[i] = unseen.Take(scan.Files[i].Path);
        for (var i = 0; i < before.Length; i++) before[i] ??= unseen.TakeSimilar(scan.Files[i].Path);
        var raws = scan.Files.Where(file => file.Companion is not null).ToDictionary(file => file.Path, file => unseen.Take(file.Companion!), StringComparer.Ordinal);
        var away = Away(scan, unseen.Rest, root.Path);
        var delta = new RootDelta(target)
        {
            KnownPhotos = photos,
            HadMissing = known.Any(file => file.IsMissing),
            Scanned = scan.Files.Count,
            Issues = [.. scan.Issues.Where(issue => !request.Taken.Contains(issue.Folder)), .. away.Select(folder => new ScanIssue(folder, AwayReason))],
        };
        for (var i = 0; i < before.Length; i++) Compare(delta, scan.Files[i], before[i], raws.GetValueOrDefault(scan.Files[i].Path));
        SortOutMissing(delta, unseen.Rest);
        return delta;
    }

    private static bool IsPhoto(KnownFile file) => file.Status is PhotoStatus.Indexed or PhotoStatus.Failed;

    // A failure under another model may have left a vector of this one: then the photo is worth another look.
    private bool IsDone(ScannedFile file, KnownFile before) => before.Stamp == file.Stamp && before.Status switch
    {
        PhotoStatus.Indexed => before.HasEmbedding,
        PhotoStatus.Failed => !request.RetryFailed && !before.HasEmbedding,
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

    private void SortOutMissing(RootDelta delta, IReadOnlyCollection<KnownFile> unseen)
    {
        var root = delta.Target.Root.Path;
        var unread = delta.Issues.Select(issue => FilePaths.Below(issue.Folder, root)).ToHashSet(FilePaths.Comparer);
        foreach (var file in unseen)
        {
            if (unread.Count > 0 && FilePaths.SelfAndParents(file.Path).Any(unread.Contains) && !IsTaken(request, delta.Target.Root, file.Path)) delta.OutOfReach.Add(file);
            else if (IsPhoto(file)) delta.Vanished.Add(file.Id, file);
            else delta.Changes.Add(new CatalogChange.Removed(file.Id));
        }
    }
}
