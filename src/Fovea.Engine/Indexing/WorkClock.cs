namespace Fovea.Engine.Indexing;

/// <summary>Time since it was created, without the pauses.</summary>
internal sealed class WorkClock(TimeProvider time, PauseGate pause)
{
    private readonly long _started = time.GetTimestamp();
    private readonly TimeSpan _pausedBefore = pause.PausedTime;

    public TimeSpan Elapsed
    {
        get
        {
            var elapsed = time.GetElapsedTime(_started) - (pause.PausedTime - _pausedBefore);
            return elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
        }
    }
}
