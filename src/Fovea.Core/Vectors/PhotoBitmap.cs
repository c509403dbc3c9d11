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

    /// <summary>Which of 64 ids that follow one another are in the set: bit <c>i</c> is for <c>first + i</c>.</summary>
    /// <param name="first">The first id.</param>
    public ulong GetBits(PhotoId first)
    {
        // Arithmetic shifts: ids below 0 are in words below 0, which hold nothing.
        var word = first.Value >> 6;
        var shift = (int)(first.Value & 63);
        var bits = Word(word) >> shift;
        return shift == 0 ? bits : bits | (Word(word + 1) << (64 - shift));
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

    private ulong Word(long number) => number >= 0 && number < _words.Length ? _words[number] : 0;
}
