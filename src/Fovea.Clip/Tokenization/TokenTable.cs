namespace Fovea.Clip;

/// <summary>
/// Tokens, as UTF-8, with their ids: an open-addressing hash table over one array of bytes. A search starts with filling it, and 50,000
/// strings in a dictionary take several times as long.
/// </summary>
internal sealed class TokenTable
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    private byte[] _bytes;
    private Entry[] _entries;
    private int[] _slots;
    private int _used;

    public TokenTable(int expected)
    {
        _bytes = new byte[expected * 8];
        _entries = new Entry[expected];
        _slots = new int[SlotsFor(expected)];
    }

    /// <summary>Different tokens.</summary>
    public int Count { get; private set; }

    /// <summary>The largest id; −1 when there is no token.</summary>
    public int LargestId { get; private set; } = -1;

    /// <summary>Adds a token given in two parts; a token that is there gets the new id.</summary>
    public void Set(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int id)
    {
        LargestId = Math.Max(LargestId, id);
        var hash = Hash(first, second);
        var slot = FindSlot(first, second, hash);
        if (_slots[slot] != 0)
        {
            _entries[_slots[slot] - 1].Id = id;
            return;
        }

        var length = first.Length + second.Length;
        if (_used + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        if (Count == _entries.Length) Grow();
        first.CopyTo(_bytes.AsSpan(_used));
        second.CopyTo(_bytes.AsSpan(_used + first.Length));
        _entries[Count] = new Entry { Start = _used, Length = length, Hash = hash, Id = id };
        _slots[FindSlot(first, second, hash)] = ++Count;
        _used += length;
    }

    /// <summary>The id of a token given in two parts.</summary>
    public bool TryGet(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out int id)
    {
        var entry = _slots[FindSlot(first, second, Hash(first, second))];
        id = entry == 0 ? 0 : _entries[entry - 1].Id;
        return entry != 0;
    }

    // The slot of the token, or the empty slot where it would be; at most half of the slots are used.
    private int FindSlot(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, uint hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == 0) return slot;
            ref var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash != hash || entry.Length != first.Length + second.Length) continue;
            var token = _bytes.AsSpan(entry.Start, entry.Length);
            if (token.StartsWith(first) && token[first.Length..].SequenceEqual(second)) return slot;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Math.Max(16, _entries.Length * 2));
        _slots = new int[SlotsFor(_entries.Length)];
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(_entries[i].Hash & (uint)(_slots.Length - 1));
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }

    private static int SlotsFor(int entries) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, entries) * 2);

    // FNV-1a with a final mix, so that the low bits depend on all bytes.
    private static uint Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var hash = FnvOffset;
        foreach (var b in first) hash = (hash ^ b) * FnvPrime;
        foreach (var b in second) hash = (hash ^ b) * FnvPrime;
        return hash ^ (hash >> 15);
    }

    private struct Entry
    {
        public int Start;
        public int Length;
        public uint Hash;
        public int Id;
    }
}
