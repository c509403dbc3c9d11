using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>Counts what a run does. Used by one thread at a time.</summary>
internal sealed class RunTally(RunState run)
{
    private readonly List<FailedFile> _failures = [];
    private readonly List<LibraryRoot> _lost = [];
    private int _new;
    private int _changed;
    private int _moved;
    private int _same;
    private int _notPhotos;

    public int Failures => _failures.Count;

    public int Removed { get; set; }

    public int Encoded { get; set; }

    public List<KeptPhotos> Kept { get; } = [];

    public void Lost(LibraryRoot root) => _lost.Add(root);

    /// <summary>Counts changes that were committed without opening a file.</summary>
    public void Count(IEnumerable<CatalogChange> changes) => Removed += changes.Count(change => change is CatalogChange.Removed);

    /// <summary>Counts a change that was committed for a file.</summary>
    public void Count(PreparedPhoto photo, CatalogChange change)
    {
        switch (change)
        {
            case CatalogChange.Moved:
                _moved++;
                break;
            case CatalogChange.Indexed when photo.Change is CatalogChange.Moved:
                break;
            case CatalogChange.Indexed or CatalogChange.Copied:
                if (photo.Item.Known is { Status: not PhotoStatus.NotAPhoto }) _changed++;
                else _new++;
                break;
            case CatalogChange.Restamped:
                _same++;
                break;
            case CatalogChange.NotAPhoto:
                _notPhotos++;
                break;
            case CatalogChange.Failed failed:
                _failures.Add(new FailedFile(FilePaths.Join(photo.Item.Root.Path, failed.Path), failed.Failure));
                break;
        }
    }

    public IndexReport ToReport(IReadOnlyList<RootCounts> counts, TimeSpan elapsed)
    {
        var roots = run.Deltas.Select(delta => delta.Target.Root.Id).ToHashSet();
        return new IndexReport
        {
            New = _new,
            Changed = _changed,
            Moved = _moved,
            Removed = Removed,
            Unchanged = run.Deltas.Sum(delta => delta.Unchanged) + _same,
            NotPhotos = _notPhotos,
            Offline = counts.Where(count => roots.Contains(count.Root)).Sum(count => count.Offline),
            Failures = [.. _failures.OrderBy(failure => failure.Path, StringComparer.Ordinal)],
            FailedBefore = run.Deltas.Sum(delta => delta.FailedBefore),
            OfflineRoots = [.. run.Deltas.Where(delta => delta.IsOffline).Select(delta => delta.Target.Root), .. _lost],
            Kept = Kept,
            Issues = [.. run.Deltas.Where(delta => !delta.IsOffline).SelectMany(delta => delta.Issues)],
            Elapsed = elapsed,
            PhotosPerSecond = Encoded == 0 ? 0 : Encoded / Math.Max(elapsed.TotalSeconds, 1e-3),
        };
    }
}
