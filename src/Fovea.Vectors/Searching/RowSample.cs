using System.Numerics;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>Rows that are evenly spread over the ascending ids of all parts: the same ones however the vectors are divided into parts.</summary>
internal static class RowSample
{
    /// <summary>Chooses <paramref name="size"/> rows, by ascending id.</summary>
    public static (int Part, int Row)[] Choose(IndexSnapshot index, int size)
    {
        var sample = new (int Part, int Row)[size];
        var next = new int[index.Parts.Length];
        var (chosen, passed) = (0, 0);
        while (chosen < size)
        {
            var (part, end) = Run(index.Parts, next);
            var first = next[part];
            next[part] = end;
            var live = CountLive(index.Parts[part], first, end);
            for (; chosen < size && Rank(chosen) < passed + live; chosen++)
            {
                var row = Select(index.Parts[part], first, Rank(chosen) - passed);
                live -= Rank(chosen) - passed;
                (passed, first) = (Rank(chosen), row);
                sample[chosen] = (part, row);
            }

            passed += live;
        }

        return sample;

        int Rank(int number) => (int)((long)number * index.Count / size);
    }

    // The part whose next id is the lowest, and how far its ids are below all others'.
    private static (int Part, int End) Run(IndexPart[] parts, int[] next)
    {
        var (part, lowest, second) = (-1, new PhotoId(long.MaxValue), new PhotoId(long.MaxValue));
        for (var i = 0; i < parts.Length; i++)
        {
            if (next[i] == parts[i].Segment.Count) continue;
            var id = parts[i].Segment.Ids[next[i]];
            if (part < 0 || id < lowest) (part, lowest, second) = (i, id, part < 0 ? second : lowest);
            else if (id < second) second = id;
        }

        // A row that no longer counts may have the same id as the one that took its place: then one of the two is a run by itself.
        var ids = parts[part].Segment.Ids[next[part]..];
        var below = ids.BinarySearch(second);
        return (part, next[part] + Math.Max(1, below < 0 ? ~below : below));
    }

    private static int CountLive(IndexPart part, int from, int to)
    {
        var count = 0;
        for (var block = from / SegmentShape.BlockRows; block * SegmentShape.BlockRows < to; block++)
        {
            count += BitOperations.PopCount(part.Live[block] & Within(block, from, to));
        }

        return count;
    }

    // The n-th row that counts, from a row on; the 0th is the first.
    private static int Select(IndexPart part, int from, int n)
    {
        for (var block = from / SegmentShape.BlockRows; ; block++)
        {
            var live = part.Live[block] & Within(block, from, int.MaxValue);
            var count = BitOperations.PopCount(live);
            if (n >= count)
            {
                n -= count;
                continue;
            }

            for (; n > 0; n--) live &= live - 1;
            return (block * SegmentShape.BlockRows) + BitOperations.TrailingZeroCount(live);
        }
    }

    // The bits of a block's rows from one row to before another.
    private static ulong Within(int block, int from, int to)
    {
        var first = block * SegmentShape.BlockRows;
        var bits = from > first ? ulong.MaxValue << (from - first) : ulong.MaxValue;
        return to - first < SegmentShape.BlockRows ? bits & ~(ulong.MaxValue << (to - first)) : bits;
    }
}
