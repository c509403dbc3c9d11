namespace Fovea.Engine.Indexing;

/// <summary>How fast work goes now: over the last ten seconds of work. Used by one thread at a time.</summary>
internal sealed class RateMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    private readonly Queue<(TimeSpan At, long Done)> _samples = new([(TimeSpan.Zero, 0)]);
    private TimeSpan _last;

    /// <summary>Notes how much is done, and gives the rate a second.</summary>
    /// <param name="worked">Time since the work began, without pauses.</param>
    /// <param name="done">What is done since then.</param>
    public double Add(TimeSpan worked, long done)
    {
        while (_samples.Count > 1 && worked - _samples.Peek().At > Window) _samples.Dequeue();
        var (at, before) = _samples.Peek();
        if (worked - _last >= Grain)
        {
            _samples.Enqueue((worked, done));
            _last = worked;
        }

        return (done - before) / Math.Max((worked - at).TotalSeconds, 1e-3);
    }
}
