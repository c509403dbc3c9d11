using System.Collections.Concurrent;

namespace Fovea.Engine.Indexing;

/// <summary>What the workers of one run share.</summary>
internal sealed class RunState
{
    private readonly Dictionary<PhotoId, RootDelta> _vanished = [];
    private readonly HashSet<PhotoId> _inWork;
    private readonly ConcurrentDictionary<RootId, bool> _lostRoots = [];
    private readonly Lock _lock = new();

    public RunState(IReadOnlyList<RootDelta> deltas)
    {
        Deltas = deltas;
        Work = [.. deltas.SelectMany(delta => delta.Work)];
        _inWork = [.. Work.Where(item => item.Known is not null).Select(item => item.Known!.Id)];
        foreach (var delta in deltas)
        {
            foreach (var id in delta.Vanished.Keys) _vanished.Add(id, delta);
        }
    }

    public IReadOnlyList<RootDelta> Deltas { get; }

    public IReadOnlyList<WorkItem> Work { get; }

    /// <summary>Claims a vanished photo for a new path; true for one caller only.</summary>
    public bool TryClaimVanished(PhotoId id)
    {
        lock (_lock)
        {
            return _vanished.TryGetValue(id, out var delta) && delta.Vanished.Remove(id);
        }
    }

    /// <summary>
    /// Whether the catalog's row of a photo keeps its content during this run. One that is itself in work may get other content
    /// before a copy of it is committed (two files that swapped their names).
    /// </summary>
    public bool IsSettled(PhotoId id)
    {
        lock (_lock)
        {
            return !_inWork.Contains(id);
        }
    }

    /// <summary>Notes that a root went away during the run.</summary>
    public void Lose(RootId root) => _lostRoots[root] = true;

    public bool IsLost(RootId root) => _lostRoots.ContainsKey(root);
}
