using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Coding;

/// <summary>Collects rows by ascending id and makes a segment of them. Not thread-safe.</summary>
/// <param name="dimensions">Numbers in a vector.</param>
/// <param name="expected">How many rows are to come: a hint.</param>
internal sealed unsafe class RowCollector(int dimensions, int expected)
{
    private readonly SegmentShape _one = new(dimensions, 1);
    private PhotoId[] _ids = new PhotoId[Math.Clamp(expected, 1, SegmentMaker.MostRows)];
    private MemoryBlock _rows = new(Math.Clamp(expected, 1, SegmentMaker.MostRows) * new SegmentShape(dimensions, 1).RowsLength);

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is room for another.</summary>
    public bool IsFull => Count == SegmentMaker.MostRows;

    /// <summary>The photos so far.</summary>
    public ReadOnlySpan<PhotoId> Ids => _ids.AsSpan(0, Count);

    /// <summary>Copies a vector, or a padded row.</summary>
    public void Add(PhotoId id, ReadOnlySpan<Half> vector)
    {
        if (Count == _ids.Length) Grow();
        var row = Span(Count);
        vector[..dimensions].CopyTo(row);
        row[dimensions..].Clear();
        _ids[Count++] = id;
    }

    /// <summary>A segment of all rows. The collector cannot be used afterwards.</summary>
    public Segment Make()
    {
        var shape = new SegmentShape(dimensions, Count);
        return SegmentMaker.Make(shape, Ids, new RowsInMemory(shape, _rows));
    }

    private Span<Half> Span(int row) => new((Half*)_rows.Pointer + ((long)row * _one.RowLength), _one.RowLength);

    private void Grow()
    {
        var capacity = Math.Min(SegmentMaker.MostRows, Math.Max(64, 2 * _ids.Length));
        var grown = new MemoryBlock(capacity * _one.RowsLength);
        Buffer.MemoryCopy(_rows.Pointer, grown.Pointer, grown.Length, Count * _one.RowsLength);
        GC.KeepAlive(_rows);
        _rows = grown;
        Array.Resize(ref _ids, capacity);
    }
}
