namespace Fovea.Imaging;

/// <summary>Why one file's decoding should end early: its time is up, or the caller cancelled. Thread-safe.</summary>
internal sealed class StopSignal(TimeSpan limit, TimeProvider clock, CancellationToken caller)
{
    private readonly Lock _lock = new();
    private long _start = clock.GetTimestamp();
    private long? _pausedAt;
    private bool _abandoned;
    private Action? _whenAbandoned;

    /// <summary>The caller's token.</summary>
    public CancellationToken Caller { get; } = caller;

    /// <summary>Whether the time is up.</summary>
    public bool TimedOut => Left == TimeSpan.Zero;

    /// <summary>Whether the work was left behind and may still run.</summary>
    public bool IsAbandoned
    {
        get
        {
            lock (_lock) return _abandoned;
        }
    }

    /// <summary>Whether to end now.</summary>
    public bool ShouldStop => Caller.IsCancellationRequested || TimedOut;

    /// <summary>What is left of the time; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                var left = _abandoned ? TimeSpan.Zero : limit - clock.GetElapsedTime(_start, _pausedAt ?? clock.GetTimestamp());
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Stops the clock until the result is disposed.</summary>
    public IDisposable Pause()
    {
        lock (_lock) _pausedAt = clock.GetTimestamp();
        return new Paused(this);
    }

    /// <summary>What to do when the work is left behind: at once if it was already.</summary>
    public void WhenAbandoned(Action action)
    {
        lock (_lock)
        {
            if (!_abandoned)
            {
                _whenAbandoned += action;
                return;
            }
        }

        action();
    }

    /// <summary>Nobody waits for the result any more.</summary>
    public void Abandon()
    {
        Action? actions;
        lock (_lock)
        {
            _abandoned = true;
            actions = _whenAbandoned;
        }

        actions?.Invoke();
    }

    /// <summary>Ends the work when it should end.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="TimeoutException">The time is up.</exception>
    public void ThrowIfStopped()
    {
        Caller.ThrowIfCancellationRequested();
        if (TimedOut) throw new TimeoutException();
    }

    private sealed class Paused(StopSignal owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock)
            {
                if (owner._pausedAt is not { } since) return;
                owner._start += owner.ClockNow - since;
                owner._pausedAt = null;
            }
        }
    }

    private long ClockNow => clock.GetTimestamp();
}
