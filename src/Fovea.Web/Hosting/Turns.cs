namespace Fovea.Web.Hosting;

/// <summary>
/// Who may compute: as many requests at once as there are processors, the others in the order in which they came, without a thread. So the
/// pages' small questions find threads free while many search. A request that is given up leaves the queue, or its place.
/// </summary>
internal sealed class Turns(int places) : IDisposable
{
    private readonly SemaphoreSlim _free = new(places, places);
    private int _waiting;

    /// <summary>How many wait for a place.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many places are free.</summary>
    public int Free => _free.CurrentCount;

    /// <summary>Waits for a place and does the work in it.</summary>
    /// <exception cref="OperationCanceledException">Given up before its turn: the work was not begun.</exception>
    public async Task<T> RunAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _free.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            // The place may have come at the very moment in which nobody wanted the answer any more.
            cancellationToken.ThrowIfCancellationRequested();
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
