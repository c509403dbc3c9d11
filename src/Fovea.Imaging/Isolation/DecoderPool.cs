namespace Fovea.Imaging;

/// <summary>The decoder's processes: rented by one caller at a time, kept a while when there is nothing to do. Thread-safe.</summary>
internal sealed class DecoderPool : IDisposable
{
    private readonly DecoderCommand _command;
    private readonly IsolationLimits _limits;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Stack<DecoderProcess> _idle = [];
    private readonly SemaphoreSlim _places = new(Math.Max(4, 2 * Environment.ProcessorCount));
    private readonly ITimer _timer;
    private bool _disposed;

    public DecoderPool(DecoderCommand command, IsolationLimits limits, TimeProvider clock)
    {
        _command = command;
        _limits = limits;
        _clock = clock;
        _timer = clock.CreateTimer(_ => EndIdle(), null, limits.MaxIdle, limits.MaxIdle);
    }

    /// <summary>Has at least so many processes idle.</summary>
    public void Prepare(int count)
    {
        lock (_lock)
        {
            while (!_disposed && _idle.Count < count) Keep(DecoderProcess.Start(_command, _limits));
        }
    }

    /// <summary>A process for the caller alone.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while all were busy.</exception>
    /// <exception cref="DecoderException">None can be started.</exception>
    public DecoderProcess Rent(CancellationToken cancellationToken)
    {
        _places.Wait(cancellationToken);
        try
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_idle.TryPop(out var process)) return process;
            }

            return DecoderProcess.Start(_command, _limits);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    /// <summary>Takes a process back.</summary>
    /// <param name="process">The process.</param>
    /// <param name="isReusable">Whether it answered and waits for the next request.</param>
    public void Return(DecoderProcess process, bool isReusable)
    {
        isReusable = isReusable && process.ResidentMemory() is > 0 and var memory && memory < _limits.WornMemory;
        lock (_lock)
        {
            if (isReusable && !_disposed) Keep(process);
            else isReusable = false;
        }

        if (!isReusable) process.Dispose();
        if (!_disposed) _places.Release();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            while (_idle.TryPop(out var process)) process.Dispose();
        }

        _timer.Dispose();
        _places.Dispose();
    }

    private void Keep(DecoderProcess process)
    {
        process.IdleSince = _clock.GetTimestamp();
        _idle.Push(process);
    }

    // The top of the stack was used last: what has been idle for long lies below.
    private void EndIdle()
    {
        lock (_lock)
        {
            var kept = _idle.Where(process => _clock.GetElapsedTime(process.IdleSince) < _limits.MaxIdle).Reverse().ToList();
            var ended = _idle.Except(kept).ToList();
            _idle.Clear();
            kept.ForEach(_idle.Push);
            ended.ForEach(process => process.Dispose());
        }
    }
}
