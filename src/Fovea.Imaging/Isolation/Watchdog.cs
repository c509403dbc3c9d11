using System.Collections.Concurrent;

namespace Fovea.Imaging;

/// <summary>
/// Looks at all busy processes ten times a second and ends those over a limit. Time is counted in looks, each as long as it took but at
/// most a second: while this program is stopped (Ctrl-Z) nothing is counted.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    // A picture whose caller is gone is nearly always done in a moment; a new process takes longer.
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Watch, bool> _watches = [];
    private readonly IsolationLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _lastLook;
    private bool _isRunning;

    public Watchdog(IsolationLimits limits, TimeProvider clock)
    {
        _limits = limits;
        _clock = clock;
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Watches a process until the result is disposed.</summary>
    /// <param name="process">The process.</param>
    /// <param name="longest">How long it may take.</param>
    /// <param name="cancellationToken">Ends it, after a moment.</param>
    public Watch Start(DecoderProcess process, TimeSpan longest, CancellationToken cancellationToken)
    {
        var watch = new Watch(this, process, longest, cancellationToken);
        _watches[watch] = true;
        lock (_lock)
        {
            if (!_isRunning)
            {
                _isRunning = true;
                _lastLook = _clock.GetTimestamp();
                _timer.Change(Interval, Interval);
            }
        }

        return watch;
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (!_lock.TryEnter()) return;
        try
        {
            var passed = _clock.GetElapsedTime(_lastLook);
            _lastLook = _clock.GetTimestamp();
            if (passed > LongestLook) passed = LongestLook;
            if (_watches.IsEmpty)
            {
                _isRunning = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            foreach (var (watch, _) in _watches) watch.Look(passed, _limits.MaxMemory);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>One process at work.</summary>
    internal sealed class Watch(Watchdog owner, DecoderProcess process, TimeSpan longest, CancellationToken cancellationToken) : IDisposable
    {
        private readonly Lock _lock = new();
        private TimeSpan _time;
        private TimeSpan _sinceCancelled;
        private bool _isPaused;
        private bool _isOver;

        /// <summary>Stops its clock.</summary>
        public void Pause(bool isPaused)
        {
            lock (_lock) _isPaused = isPaused;
        }

        /// <summary>Allows it another stretch of time from now on.</summary>
        public void Restart(TimeSpan another)
        {
            lock (_lock)
            {
                _time = TimeSpan.Zero;
                longest = another;
            }
        }

        public void Look(TimeSpan passed, long maxMemory)
        {
            lock (_lock)
            {
                if (_isOver) return;
                if (!_isPaused) _time += passed;
                if (cancellationToken.IsCancellationRequested) _sinceCancelled += passed;
                if (_sinceCancelled > CancelGrace) process.End(EndReason.Cancelled);
                else if (_time > longest) process.End(EndReason.Time);
                else if (process.ResidentMemory() > maxMemory) process.End(EndReason.Memory);
            }
        }

        public void Dispose()
        {
            lock (_lock) _isOver = true;
            owner._watches.TryRemove(this, out _);
        }
    }
}
