using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>Counts what a run does. Used by one thread at a time.</summary>
internal sealed class RunTally(RunState run)
{
    private readonly List<FailedFile> _failures = [];
    private readonly List<LibraryRoot> _lost = [];
    private readonly Dictionary<string, int> _notPhotos = new(StringComparer.Ordinal);
    private int _new;
    private int _changed;
    private int _moved;
    private int _same;
    private int _failedBefore;

    /// <summary>Photos whose bytes changed, or that got a vector of another model.</summary>
    public int Changed => _changed;

    public int Failures => _failures.Count;

    public int Removed { get; set; }

    /// <summary>Pixels of the photos that were decoded, as large as they are in the file.</summary>
    public long Pixels { get; private set; }

    public int Encoded { get; set; }

    public int WithoutThumbnail { get; set; }

    public IndexStatistics? Statistics { get; set; }

    public List<KeptPhotos> Kept { get; } = [];

    /// <summary>Whether photos may be offline at the end of the run. To count them goes through the whole catalog.</summary>
    public bool MayBeOffline =>
        Kept.Count + _lost.Count > 0 || run.Deltas.Any(delta => delta.IsOffline || delta.HadMissing || delta.OutOfReach.Count > 0 || !delta.Target.IsWholeRoot);

    public void Lost(LibraryRoot root) => _lost.Add(root);

    /// <summary>Counts what was committed for a file.</summary>
    public void Count(PreparedPhoto photo)
    {
        var wasPhoto = photo.Item.Known is { Status: not PhotoStatus.NotAPhoto };
        if (photo.Move is not null)
        {
            _moved++;
            if (wasPhoto) Removed++; // another photo was moved over it
        }

        if (photo is { Tile: not null, Change: CatalogChange.Indexed decoded }) Pixels += (long)decoded.Metadata.Width * decoded.Metadata.Height;
        switch (photo.Change)
        {
            case CatalogChange.Indexed when photo.Move is null:
                if (wasPhoto) _changed++;
                else _new++;
                break;
            case CatalogChange.Embedded:
                _changed++;
                break;
            case CatalogChange.Restamped when photo.Item.Known!.Status == PhotoStatus.Failed:
                _failedBefore++;
                break;
            case CatalogChange.Restamped:
                _same++;
                break;
            case CatalogChange.NotAPhoto other:
                _notPhotos[other.What] = _notPhotos.GetValueOrDefault(other.What) + 1;
                break;
            case CatalogChange.Failed failed:
                Fail(photo, failed.Failure);
                break;
        }

        if (photo.Unread is not null) Fail(photo, photo.Unread);
    }

    public IndexReport ToReport(IReadOnlyList<RootCounts> counts, TimeSpan elapsed)
    {
        var roots = run.Deltas.Select(delta => delta.Target.Root.Id).ToHashSet();
        return new IndexReport
        {
            New = _new,
            Changed = _changed,
            WithoutThumbnail = WithoutThumbnail,
            Moved = _moved,
            Removed = Removed,
            Unchanged = run.Deltas.Sum(delta => delta.Unchanged) + _same,
            NotPhotos = [.. _notPhotos.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal)],
            Offline = counts.Where(count => roots.Contains(count.Root)).Sum(count => count.Offline),
            Failures = [.. _failures.OrderBy(failure => failure.Path, StringComparer.Ordinal)],
            FailedBefore = run.Deltas.Sum(delta => delta.FailedBefore) + _failedBefore,
            OfflineRoots = [.. run.Deltas.Where(delta => delta.IsOffline).Select(delta => delta.Target.Root), .. _lost],
            Kept = Kept,
            Issues = [.. run.Deltas.SelectMany(delta => delta.Issues)],
            Statistics = Statistics,
            Elapsed = elapsed,
            PhotosPerSecond = Encoded == 0 ? 0 : Encoded / Math.Max(elapsed.TotalSeconds, 1e-3),
        };
    }

    private void Fail(PreparedPhoto photo, PhotoFailure failure) =>
        _failures.Add(new FailedFile(FilePaths.Join(photo.Item.Root.Path, photo.Item.File.Path), failure));
}
