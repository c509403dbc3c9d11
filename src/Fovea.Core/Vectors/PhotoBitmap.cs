using System.Numerics;

namespace Fovea;

/// <summary>A set of photo ids, one bit an id: what a filter gives and the vector index tests. Not thread-safe while it is built.</summary>
public sealed class PhotoBitmap
{
    private ulong[] _words = [];

    /// <summary>How many ids are in the set.</summary>
    public long Count
    {
        get
        {
            var count = 0L;
            foreach (var word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The ids, ascending.</summary>
    public IEnumerable<PhotoId> Ids
    {
        get
        {
            for (var i = 0; i < _words.Length; i++)
            {
                for (var word = _words[i]; word != 0; word &= word - 1)
                {
                    yield return new PhotoId(((long)i << 6) + BitOperations.TrailingZeroCount(word));
                }
            }
        }
    }

    /// <summary>Puts an id into the set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative.</exception>
    public void Add(PhotoId id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id.Value, nameof(id));
        var word = checked((int)(id.Value >> 6));
        if (word >= _words.Length) Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        _words[word] |= 1UL << (int)(id.Value & 63);
    }

    /// <summary>Takes an id out of the set; one that is not in it is no error.</summary>
    public void Remove(PhotoId id)
    {
        if (Contains(id)) _words[(int)(id.Value >> 6)] &= ~(1UL << (int)(id.Value & 63));
    }

    /// <summary>Whether an id is in the set.</summary>
    public bool Contains(PhotoId id) =>
        id.Value >= 0 && (id.Value >> 6) < _words.Length && (_words[(int)(id.Value >> 6)] >> (int)(id.Value & 63) & 1) != 0;
}
