using Fovea.Engine.Indexing;

namespace Fovea.Web.Live;

/// <summary>
/// What listeners are told: where indexing stands, and that the library changed. Changes of another process are found by looking, at most
/// once a second and only while somebody listens.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LibraryEvents : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IndexJob _job;
    private readonly Func<long> _version;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = New();
    private long _seenVersion = -1;
    private long _lastLook;
    private long _revision = 1;
    private DateTimeOffset? _lastEnded;

    /// <summary>Creates it.</summary>
    /// <param name="job">The indexing.</param>
    /// <param name="version">A number that changes with the photos that can be found.</param>
    /// <param name="time">The clock.</param>
    public LibraryEvents(IndexJob job, Func<long> version, TimeProvider time)
    {
        (_job, _version, _time) = (job, version, time);
        _lastLook = time.GetTimestamp();
        job.Changed += OnJobChanged;
    }

    /// <summary>Grows with every change of photos or folders.</summary>
    public long Revision
    {
        get
        {
            lock (_lock) return _revision;
        }
    }

    public IndexJobStatus Status => _job.Status;

    /// <summary>Completes with the next change. Take it before reading what may change.</summary>
    public Task Next
    {
        get
        {
            lock (_lock) return _next.Task;
        }
    }

    /// <summary>Photos or folders changed.</summary>
    public void LibraryChanged()
    {
        lock (_lock) _revision++;
        Signal();
    }

    /// <summary>Looks whether another process, or a run of this one, changed the photos.</summary>
    public void Look()
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_lastLook) < LookInterval) return;
            _lastLook = _time.GetTimestamp();
        }

        var version = _version();
        bool isChanged;
        lock (_lock)
        {
            isChanged = _seenVersion >= 0 && version != _seenVersion;
            _seenVersion = version;
        }

        if (isChanged) LibraryChanged();
    }

    public void Dispose() => _job.Changed -= OnJobChanged;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnJobChanged()
    {
        var ended = _job.Status.LastEnded;
        lock (_lock)
        {
            if (ended != _lastEnded) _revision++;
            _lastEnded = ended;
        }

        Signal();
    }

    private void Signal()
    {
        TaskCompletionSource done;
        lock (_lock)
        {
            done = _next;
            _next = New();
        }

        done.SetResult();
    }
}
