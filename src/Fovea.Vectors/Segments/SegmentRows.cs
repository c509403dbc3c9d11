namespace Fovea.Vectors.Segments;

/// <summary>The stored rows of a segment, in half precision, zero-padded to <see cref="SegmentShape.RowLength"/>. Thread-safe.</summary>
internal abstract class SegmentRows
{
    /// <summary>A row, as it was when the segment was made.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="buffer">May be used for the answer; <see cref="SegmentShape.RowLength"/> numbers.</param>
    /// <exception cref="VectorIndexException">The file no longer holds what was written.</exception>
    public abstract ReadOnlySpan<Half> Read(int row, Span<Half> buffer);

    /// <summary>Says that a row will be read soon.</summary>
    public virtual void Prefetch(int row)
    {
    }
}
