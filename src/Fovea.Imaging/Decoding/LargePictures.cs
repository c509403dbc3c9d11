namespace Fovea.Imaging;

/// <summary>Lets one large picture at a time into memory, in the whole process.</summary>
internal static class LargePictures
{
    private static readonly SemaphoreSlim Gate = new(1, 1);

    private static Action<StopSignal>? _askFirst;

    /// <summary>Also asks somebody else before each turn: a decoder's process is one of several. For the whole process.</summary>
    /// <param name="ask">Returns when the picture may be decoded.</param>
    public static void AskFirst(Action<StopSignal> ask) => _askFirst = ask;

    /// <summary>Waits for the turn of a large picture; dispose ends it. The wait does not count as the file's own time.</summary>
    public static IDisposable? TakeTurn(bool isLarge, StopSignal stop)
    {
        if (!isLarge) return null;
        using (stop.Pause())
        {
            Gate.Wait(stop.Caller);
            _askFirst?.Invoke(stop);
        }

        var turn = new Turn();
        stop.WhenAbandoned(turn.Dispose);
        return turn;
    }

    private sealed class Turn : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) Gate.Release();
        }
    }
}
