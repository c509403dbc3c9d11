namespace Fovea.Engine.Indexing;

/// <summary>Passes on that something changed: at once if it can, never more often than the interval, and always after the last change.</summary>
internal sealed class ChangeSignal : IDisposable
{
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly Action _raise;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private bool _isDue;
    private bool _isResting;

    public ChangeSignal(TimeSpan interval, TimeProvider time, Action raise)
    {
        (_interval, _time, _raise) = (interval, time, raise);
        _timer = _time.CreateTimer(_ => Rested(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed.</summary>
    public void Set()
    {
        lock (_lock)
        {
            if (_isResting)
            {
                _isDue = true;
                return;
            }

            Rest();
        }

        _raise();
    }

    public void Dispose() => _timer.Dispose();

    private void Rested()
    {
        lock (_lock)
        {
            _isResting = false;
            if (!_isDue) return;
            _isDue = false;
            Rest();
        }

        _raise();
    }

    private void Rest()
    {
        _isResting = true;
        _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }
}
