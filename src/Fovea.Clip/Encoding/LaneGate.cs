namespace Fovea.Clip;

/// <summary>How many batches may be computed at the same time. Thread-safe.</summary>
internal sealed class LaneGate(int lanes) : IDisposable
{
    private readonly SemaphoreSlim _free = new(lanes, lanes);

    /// <summary>Waits for one lane, and takes more of those that are free then.</summary>
    /// <param name="wanted">How many could be used, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were taken; give them back with <see cref="Leave"/>.</returns>
    public int Enter(int wanted, CancellationToken cancellationToken)
    {
        _free.Wait(cancellationToken);
        var taken = 1;
        while (taken < wanted && _free.Wait(0, CancellationToken.None)) taken++;
        return taken;
    }

    public void Leave(int taken) => _free.Release(taken);

    public void Dispose() => _free.Dispose();
}
