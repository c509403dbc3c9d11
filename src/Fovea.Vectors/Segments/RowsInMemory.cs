using System.Runtime.Intrinsics.X86;

namespace Fovea.Vectors.Segments;

/// <summary>Rows that are in memory as a whole: of a segment that was made by this process.</summary>
internal sealed unsafe class RowsInMemory(SegmentShape shape, MemoryBlock block) : SegmentRows
{
    /// <summary>The region, as it is written to a file.</summary>
    public MemoryBlock Block => block;

    /// <inheritdoc />
    public override ReadOnlySpan<Half> Read(int row, Span<Half> buffer) => Span(row);

    /// <inheritdoc />
    public override void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        var start = block.Pointer + ((long)row * shape.RowLength * sizeof(Half));
        for (var line = 0; line < shape.RowLength * sizeof(Half); line += 64) Sse.Prefetch0(start + line);
    }

    /// <summary>A row, to be written while the segment is made.</summary>
    public Span<Half> Span(int row) => new((Half*)block.Pointer + ((long)row * shape.RowLength), shape.RowLength);
}
