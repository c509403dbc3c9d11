namespace Fovea;

/// <summary>Receives stored vectors one by one. The span is valid during the call only.</summary>
/// <param name="id">The photo.</param>
/// <param name="vector">Its vector in half precision.</param>
public delegate void EmbeddingVisitor(PhotoId id, ReadOnlySpan<Half> vector);
