namespace Fovea.Vectors.Segments;

/// <summary>Rows that are in memory as a whole: of a segment that was made by this process.</summary>
internal sealed unsafe class RowsInMemory(SegmentShape shape, MemoryBlock block) : SegmentRows
{
    /// <summary>The region, as it is written to a file.</summary>
    public MemoryBlock Block => block;

    /// <inheritdoc />
    public override ReadOnlySpan<Half> Read(int row, Span<Half> buffer) => Span(row);

    /// <summary>A row, to be written while the segment is made.</summary>
    public Span<Half> Span(int row) => new((Half*)block.Pointer + ((long)row * shape.RowLength), shape.RowLength);
}
