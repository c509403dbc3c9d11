namespace Fovea.Clip;

/// <summary>Merges by the ids of their two parts, in an open-addressing hash table.</summary>
internal sealed class MergeTable
{
    private ulong[] _keys;
    private Merge[] _merges;
    private int _count;

    public MergeTable(int expected)
    {
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected) * 2);
        _keys = new ulong[slots];
        _merges = new Merge[slots];
    }

    /// <summary>Adds a merge; the first of two equal pairs counts.</summary>
    public void TryAdd(int left, int right, Merge merge)
    {
        if (_count * 2 >= _keys.Length) Grow();
        var key = Key(left, right);
        var slot = FindSlot(key);
        if (_keys[slot] != 0) return;
        _keys[slot] = key;
        _merges[slot] = merge;
        _count++;
    }

    /// <summary>The merge of two neighbouring pieces, if there is one.</summary>
    public bool TryGet(int left, int right, out Merge merge)
    {
        var key = Key(left, right);
        var slot = FindSlot(key);
        merge = _merges[slot];
        return _keys[slot] == key;
    }

    // Ids are not negative, so that no key is 0, the mark of an empty slot.
    private static ulong Key(int left, int right) => (((ulong)(uint)left + 1) << 32) | (uint)right;

    private int FindSlot(ulong key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 33) & mask;
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (keys, merges) = (_keys, _merges);
        _keys = new ulong[keys.Length * 2];
        _merges = new Merge[keys.Length * 2];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0) continue;
            var slot = FindSlot(keys[i]);
            _keys[slot] = keys[i];
            _merges[slot] = merges[i];
        }
    }

    /// <summary>One merge.</summary>
    /// <param name="Rank">Its place in the list: the lowest goes first.</param>
    /// <param name="Result">The token it makes.</param>
    internal readonly record struct Merge(int Rank, int Result);
}
