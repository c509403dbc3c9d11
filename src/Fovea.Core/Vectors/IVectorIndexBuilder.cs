namespace Fovea;

/// <summary>Collects stored vectors and makes an index of them. Not thread-safe; used once.</summary>
public interface IVectorIndexBuilder
{
    /// <summary>Adds one vector. The span is copied.</summary>
    /// <param name="id">The photo; each id at most once.</param>
    /// <param name="vector">Half-precision numbers, <see cref="EmbeddingSpace.Dimensions"/> of them, near unit length.</param>
    /// <exception cref="ArgumentException">The vector has another length, is not finite, or the id is already in.</exception>
    void Add(PhotoId id, ReadOnlySpan<Half> vector);

    /// <summary>The index of all that was added. The builder cannot be used afterwards.</summary>
    IVectorIndex Build();
}
