namespace Fovea.Engine.Indexing;

/// <summary>Commits photo rows and vectors together; <c>committed</c> is told of each photo then. Used by one thread.</summary>
internal sealed class BatchCommitter(
    IPhotoCatalog catalog, IDualEncoder model, IndexerOptions options, StageClock clock, TimeProvider time, RunWatch watch, Action<PreparedPhoto> committed)
{
    private readonly List<PreparedPhoto> _ready = [];
    private long _oldest;
    private int _committed;

    /// <summary>Files whose work is finished: committed, ready to be, or none was needed.</summary>
    public int Done => _committed + _ready.Count;

    /// <summary>How long what waits may go on waiting; null: nothing waits.</summary>
    public TimeSpan? Left
    {
        get
        {
            if (_ready.Count == 0) return null;
            var left = options.CommitInterval - time.GetElapsedTime(_oldest);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Takes what is finished, and commits when there is enough of it.</summary>
    public void Add(PreparedPhoto photo)
    {
        if (_ready.Count == 0) _oldest = time.GetTimestamp();
        _ready.Add(photo);
        CommitIfDue();
    }

    /// <summary>Commits everything once there is enough of it, or it has waited long enough.</summary>
    public void CommitIfDue()
    {
        if (_ready.Count >= options.MaxBatchChanges || Left == TimeSpan.Zero) Commit();
    }

    /// <summary>Commits everything.</summary>
    public void Commit()
    {
        var changes = _ready.SelectMany(photo => photo.Changes).ToList();
        if (changes.Count > 0 && watch.MayCommit())
        {
            using var measured = clock.Measure(Stage.Commit);
            catalog.Commit(model.Name, changes);
        }

        _committed += _ready.Count;
        foreach (var photo in _ready) committed(photo);
        _ready.Clear();
    }
}
