namespace Fovea;

/// <summary>A text's vector.</summary>
/// <param name="Vector">Unit vector of the model's dimensions.</param>
/// <param name="Truncated">Whether the end of the text was cut off.</param>
public sealed record TextEmbedding(ReadOnlyMemory<float> Vector, bool Truncated);
