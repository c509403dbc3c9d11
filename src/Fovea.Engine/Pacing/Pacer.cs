namespace Fovea.Engine.Pacing;

/// <summary>
/// Keeps a run within a share of this machine's processors: who comes before the next photo waits until what was used is earned again.
/// Thread-safe.
/// </summary>
/// <param name="share">The share that may be used, above 0 to 1; asked again now and then, because a person may plug the machine in.</param>
/// <param name="used">Processor time used so far, of all processors together.</param>
/// <param name="processors">How many there are.</param>
/// <param name="time">The clock.</param>
internal sealed class Pacer(Func<double> share, Func<TimeSpan> used, int processors, TimeProvider time)
{
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);

    // What was not used is not saved up for later, and one long photo is not paid for at length.
    private static readonly TimeSpan MostCredit = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MostDebt = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private double _share = share();
    private long _asked = time.GetTimestamp();
    private long _looked = time.GetTimestamp();
    private TimeSpan _usedBefore = used();
    private TimeSpan _debt;

    /// <summary>The share now.</summary>
    public double Share
    {
        get
        {
            lock (_lock) return _share;
        }
    }

    /// <summary>Ends when the run may go on.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (Rest() is { } rest && rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken);
    }

    private TimeSpan Rest()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_asked) >= AskAgain)
            {
                _share = share();
                _asked = time.GetTimestamp();
            }

            if (_share >= 1) return TimeSpan.Zero;
            var elapsed = time.GetElapsedTime(_looked);
            if (elapsed >= Grain)
            {
                var now = used();
                _debt += now - _usedBefore - (elapsed * processors * _share);
                _debt = TimeSpan.FromTicks(Math.Clamp(_debt.Ticks, -MostCredit.Ticks, MostDebt.Ticks));
                (_usedBefore, _looked) = (now, time.GetTimestamp());
            }

            // Never longer than a second at once: the share may change, and Ctrl-C is not the only thing that ends a rest.
            return _debt <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Clamp((long)(_debt.Ticks / (processors * _share)), Grain.Ticks, TimeSpan.TicksPerSecond));
        }
    }
}
