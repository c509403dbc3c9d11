namespace Fovea.Engine.Watching;

/// <summary>
/// Folders with files that were still being written. Closing them is an event; where there is none (another machine writes them), they are
/// looked at again, less and less often. Used by one thread at a time.
/// </summary>
internal sealed class Postponed(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private TimeSpan _wait = Shortest;
    private long _since;

    /// <summary>Adds folders; with none, the next wait is the shortest again.</summary>
    public void Set(IEnumerable<string> folders)
    {
        var before = _folders.Count;
        _folders.UnionWith(folders);
        if (_folders.Count == 0) _wait = Shortest;
        else if (before == 0) _since = time.GetTimestamp();
    }

    /// <summary>The folders whose time has come; they are taken out.</summary>
    public IReadOnlyList<string> Due()
    {
        if (_folders.Count == 0 || time.GetElapsedTime(_since) < _wait) return [];
        _wait = _wait * 2 < Longest ? _wait * 2 : Longest;
        string[] due = [.. _folders];
        _folders.Clear();
        return due;
    }
}
