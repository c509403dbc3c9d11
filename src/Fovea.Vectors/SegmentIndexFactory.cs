namespace Fovea.Vectors;

/// <summary>
/// Makes indexes that search exactly, in two stages: every vector is estimated from a code of a sixteenth to a quarter of its size, and those that may be
/// among the best are compared in half precision.
/// </summary>
/// <remarks>Thread-safe. A vector of 512 numbers takes 1.6 KB.</remarks>
public sealed class SegmentIndexFactory : IVectorIndexFactory
{
    /// <inheritdoc />
    public IVectorIndexBuilder CreateBuilder(EmbeddingSpace space, int capacity)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(space.Dimensions, nameof(space));
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        return new SegmentIndexBuilder(space, capacity);
    }
}
