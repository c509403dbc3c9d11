using System.Numerics;
using System.Numerics.Tensors;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>A segment and which of its rows count. Immutable.</summary>
internal sealed unsafe class IndexPart
{
    /// <param name="segment">The segment.</param>
    /// <param name="live">A bit for each row that counts; null: all.</param>
    public IndexPart(Segment segment, ulong[]? live)
    {
        Segment = segment;
        Live = live ?? All(segment.Shape);
        foreach (var word in Live) Count += BitOperations.PopCount(word);
        LargestHighError = Largest(segment.Shape.HighErrors);
        LargestSignError = Largest(segment.Shape.SignErrors);
    }

    /// <summary>The segment.</summary>
    public Segment Segment { get; }

    /// <summary>For each block a bit for each row that counts.</summary>
    public ulong[] Live { get; }

    /// <summary>Rows that count.</summary>
    public int Count { get; }

    /// <summary>The greatest of <see cref="SegmentShape.HighErrors"/>.</summary>
    public float LargestHighError { get; }

    /// <summary>The greatest of <see cref="SegmentShape.SignErrors"/>.</summary>
    public float LargestSignError { get; }

    /// <summary>Whether a row counts.</summary>
    public bool IsLive(int row) => (Live[row / SegmentShape.BlockRows] >> (row % SegmentShape.BlockRows) & 1) != 0;

    /// <summary>The row of a photo; negative if there is none that counts.</summary>
    public int Find(PhotoId id)
    {
        var row = Segment.Find(id);
        return row >= 0 && IsLive(row) ? row : -1;
    }

    /// <summary>The same segment without some rows.</summary>
    /// <param name="rows">The rows that go.</param>
    public IndexPart Without(IReadOnlyCollection<int> rows)
    {
        if (rows.Count == 0) return this;
        var live = Live.ToArray();
        foreach (var row in rows) live[row / SegmentShape.BlockRows] &= ~(1UL << (row % SegmentShape.BlockRows));
        return new IndexPart(Segment, live);
    }

    /// <summary>The rows of a block that count and pass a filter, a bit for each.</summary>
    public ulong Passing(int block, PhotoBitmap filter)
    {
        var live = Live[block];
        if (live == 0) return 0;
        var ids = (PhotoId*)(Segment.Hot.Pointer + Segment.Shape.Ids) + (block * SegmentShape.BlockRows);

        // Photos that were added one after the other, as most are: their bits lie together.
        if (ids[SegmentShape.BlockRows - 1].Value - ids[0].Value == SegmentShape.BlockRows - 1) return live & filter.GetBits(ids[0]);
        var passing = live;
        for (var rest = live; rest != 0; rest &= rest - 1)
        {
            var row = BitOperations.TrailingZeroCount(rest);
            if (!filter.Contains(ids[row])) passing &= ~(1UL << row);
        }

        return passing;
    }

    private static ulong[] All(SegmentShape shape)
    {
        var live = new ulong[shape.Blocks];
        Array.Fill(live, ulong.MaxValue);
        if (shape.Count % SegmentShape.BlockRows is var rest and > 0) live[^1] = (1UL << rest) - 1;
        return live;
    }

    private float Largest(long offset)
    {
        var errors = new ReadOnlySpan<float>(Segment.Hot.Pointer + offset, Segment.Count);
        var largest = errors.IsEmpty ? 0 : TensorPrimitives.Max(errors);
        GC.KeepAlive(Segment);
        return largest;
    }
}
