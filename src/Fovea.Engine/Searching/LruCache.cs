namespace Fovea.Engine.Searching;

/// <summary>Keeps what was used last, up to a number of entries and a total size. Thread-safe.</summary>
/// <param name="mostEntries">How many entries at most.</param>
/// <param name="budget">How large they may be together; the newest is kept however large it is.</param>
/// <param name="sizeOf">How large one is.</param>
internal sealed class LruCache<T>(int mostEntries, long budget, Func<T, long> sizeOf)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, T Value)> _byUse = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> _byKey = new(StringComparer.Ordinal);
    private long _size;

    /// <summary>What is kept under a key, which counts as a use; null if it is not there.</summary>
    public T? Find(string key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>Keeps a value, in place of one with the same key.</summary>
    public void Put(string key, T value)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known)) Drop(known);
            _byKey.Add(key, _byUse.AddFirst((key, value)));
            _size += sizeOf(value);
            while (_byKey.Count > 1 && (_byKey.Count > mostEntries || _size > budget)) Drop(_byUse.Last!);
        }
    }

    private void Drop(LinkedListNode<(string Key, T Value)> node)
    {
        _byUse.Remove(node);
        _byKey.Remove(node.Value.Key);
        _size -= sizeOf(node.Value.Value);
    }
}
