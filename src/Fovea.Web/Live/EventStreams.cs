namespace Fovea.Web.Live;

/// <summary>How many event streams are open. A page needs one; a program that opens them without end must not use up the connections.</summary>
internal sealed class EventStreams
{
    private const int Most = 128;

    private int _open;

    /// <summary>Counts one more; false when there are too many.</summary>
    public bool TryOpen()
    {
        if (Interlocked.Increment(ref _open) <= Most) return true;
        Close();
        return false;
    }

    public void Close() => Interlocked.Decrement(ref _open);
}
