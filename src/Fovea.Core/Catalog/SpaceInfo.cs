namespace Fovea;

/// <summary>An embedding space that the catalog holds vectors of.</summary>
/// <param name="Space">The space.</param>
/// <param name="ModelName">The name of the model that was used last to fill it.</param>
/// <param name="Embeddings">How many vectors it has.</param>
public sealed record SpaceInfo(EmbeddingSpace Space, string ModelName, long Embeddings);
