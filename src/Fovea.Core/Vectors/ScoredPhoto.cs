namespace Fovea;

/// <summary>A photo and its cosine similarity to the query.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Score">Cosine similarity, −1 to 1.</param>
public readonly record struct ScoredPhoto(PhotoId Id, float Score);
