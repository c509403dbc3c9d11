using System.Runtime.ExceptionServices;

namespace Fovea.Vectors.Searching;

/// <summary>
/// Lets several threads of the pool share one piece of work after the other, chunk by chunk, without allocating anything: the caller works
/// too, and never waits for a thread that has not begun. One caller at a time.
/// </summary>
internal sealed class Crew : IThreadPoolWorkItem
{
    private IChunkedWork? _work;
    private CancellationToken _cancellationToken;
    private ExceptionDispatchInfo? _failure;
    private int _chunks;
    private int _workers;
    private int _nextChunk;
    private int _nextWorker;
    private int _busy;
    private volatile bool _isOpen;

    /// <summary>Does all chunks of a piece of work, or as many as there are before it is cancelled or fails.</summary>
    /// <param name="work">The work.</param>
    /// <param name="chunks">How many chunks it has.</param>
    /// <param name="workers">The most threads, this one among them.</param>
    /// <param name="cancellationToken">Stops between two chunks; the caller looks at it afterwards.</param>
    public void Run(IChunkedWork work, int chunks, int workers, CancellationToken cancellationToken)
    {
        (_work, _chunks, _workers, _cancellationToken, _failure) = (work, chunks, workers, cancellationToken, null);
        (_nextChunk, _nextWorker) = (0, 0);
        _isOpen = true;
        for (var i = 1; i < Math.Min(workers, chunks); i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Join();
        _isOpen = false;
        Interlocked.MemoryBarrier();
        var spinner = default(SpinWait);
        while (Volatile.Read(ref _busy) > 0) spinner.SpinOnce(sleep1Threshold: -1);
        _work = null;
        _failure?.Throw();
    }

    /// <summary>A pool thread that came late finds nothing open, or helps with what is open by then.</summary>
    public void Execute()
    {
        Interlocked.Increment(ref _busy);
        try
        {
            if (_isOpen) Join();
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private void Join()
    {
        var worker = Interlocked.Increment(ref _nextWorker) - 1;
        if (worker >= _workers) return;
        try
        {
            while (!_cancellationToken.IsCancellationRequested && _failure is null)
            {
                var chunk = Interlocked.Increment(ref _nextChunk) - 1;
                if (chunk >= _chunks) return;
                _work!.Do(chunk, worker);
            }
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown where the work was asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
