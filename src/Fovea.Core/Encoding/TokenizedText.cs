namespace Fovea;

/// <summary>Token ids of a text.</summary>
/// <param name="Ids">Start token … end token, without padding.</param>
/// <param name="Truncated">Whether the text was longer than the model reads: the rest does not count, and the person is told.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, bool Truncated);
