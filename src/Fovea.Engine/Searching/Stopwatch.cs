namespace Fovea.Engine.Searching;

/// <summary>Laps of one search.</summary>
internal sealed class Stopwatch(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _lap = time.GetTimestamp();

    public TimeSpan Total => time.GetElapsedTime(_started);

    public void Lap(out TimeSpan elapsed)
    {
        var now = time.GetTimestamp();
        elapsed = time.GetElapsedTime(_lap, now);
        _lap = now;
    }
}
