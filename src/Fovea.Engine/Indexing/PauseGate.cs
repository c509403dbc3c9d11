using Fovea.Engine.Pacing;

namespace Fovea.Engine.Indexing;

/// <summary>Holds a run between two photos for as long as wanted. Thread-safe.</summary>
/// <param name="time">What measures the pauses.</param>
public sealed class PauseGate(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private long _since;
    private TimeSpan _before;

    /// <summary>Raised after it was closed or opened, on the thread that did it.</summary>
    internal event Action? Changed;

    /// <summary>What keeps the run within its share of the processors; null before it began.</summary>
    internal Pacer? Pacer { get; set; }

    /// <summary>Whether it holds now.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_lock) return _opened is not null;
        }
    }

    /// <summary>How long it has held, all pauses together.</summary>
    public TimeSpan PausedTime
    {
        get
        {
            lock (_lock) return _opened is null ? _before : _before + time.GetElapsedTime(_since);
        }
    }

    /// <summary>Holds. What is being decoded is finished, and what is ready is committed.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            if (_opened is not null) return;
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _since = time.GetTimestamp();
        }

        Changed?.Invoke();
    }

    /// <summary>Lets go.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            if (_opened is null) return;
            _before += time.GetElapsedTime(_since);
            _opened.SetResult();
            _opened = null;
        }

        Changed?.Invoke();
    }

    /// <summary>Ends when the gate does not hold, and the run has not used more than its share.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task opened;
            lock (_lock)
            {
                if (_opened is null) break;
                opened = _opened.Task;
            }

            await opened.WaitAsync(cancellationToken);
        }

        if (Pacer is { } pacer) await pacer.WaitAsync(cancellationToken);
    }
}
