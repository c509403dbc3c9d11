namespace Fovea.Vectors;

/// <summary>Makes indexes that hold every vector in memory, in half precision, and compare the query with each of them.</summary>
/// <remarks>Thread-safe. A vector of 512 numbers takes 1 KB and 8 bytes.</remarks>
public sealed class FlatVectorIndexFactory : IVectorIndexFactory
{
    /// <inheritdoc />
    public IVectorIndexBuilder CreateBuilder(EmbeddingSpace space, int capacity)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(space.Dimensions, nameof(space));
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        return new FlatVectorIndexBuilder(space, capacity);
    }
}
