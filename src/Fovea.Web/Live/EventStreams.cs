namespace Fovea.Web.Live;

/// <summary>How many event streams are open. A page needs one; a program that opens them without end must not use up the connections.</summary>
internal sealed class EventStreams
{
    private const int Most = 128;

    private int _open;

    /// <summary>Counts one more; false when there are too many.</summary>
    public bool TryOpen()
    {
        // Never counted in passing: of many at once, as many as there is room for get in.
        for (var open = Volatile.Read(ref _open); open < Most; open = Volatile.Read(ref _open))
        {
            if (Interlocked.CompareExchange(ref _open, open + 1, open) == open) return true;
        }

        return false;
    }

    public void Close() => Interlocked.Decrement(ref _open);
}
