using System.Collections.Concurrent;

namespace Fovea.Engine.Indexing;

/// <summary>What the workers of one run share. Thread-safe.</summary>
internal sealed class RunState
{
    private readonly Dictionary<PhotoId, RootDelta> _vanished = [];
    private readonly ConcurrentDictionary<RootId, bool> _lostRoots = [];
    private readonly Lock _lock = new();

    public RunState(IReadOnlyList<RootDelta> deltas)
    {
        Deltas = deltas;
        Work = [.. deltas.SelectMany(delta => delta.Work)];
        foreach (var delta in deltas)
        {
            foreach (var id in delta.Vanished.Keys) _vanished.Add(id, delta);
        }
    }

    public IReadOnlyList<RootDelta> Deltas { get; }

    public IReadOnlyList<WorkItem> Work { get; }

    /// <summary>How many files the scans found.</summary>
    public int Scanned => Deltas.Sum(delta => delta.Scanned);

    /// <summary>Takes one of these photos that vanished from its path, for a new one; null if there is none left.</summary>
    /// <param name="twins">Photos with the same bytes. One with the same name comes first: a folder of duplicates was renamed.</param>
    /// <param name="path">The new path.</param>
    public KnownFile? ClaimVanished(IEnumerable<KnownFile> twins, string path)
    {
        var name = Path.GetFileName(path);
        lock (_lock)
        {
            var candidates = twins.Where(twin => _vanished.ContainsKey(twin.Id)).ToList();
            var claimed = candidates.Find(twin => Path.GetFileName(twin.Path) == name) ?? candidates.FirstOrDefault();
            if (claimed is not null && _vanished.Remove(claimed.Id, out var delta)) delta.Vanished.Remove(claimed.Id);
            return claimed;
        }
    }

    /// <summary>Notes that a root went away during the run.</summary>
    public void Lose(RootId root) => _lostRoots[root] = true;

    public bool IsLost(RootId root) => _lostRoots.ContainsKey(root);
}
