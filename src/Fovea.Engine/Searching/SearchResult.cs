namespace Fovea.Engine.Searching;

/// <summary>One photo of an answer.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Score">Cosine similarity to the query; null when the query was only filters and nothing was ranked.</param>
/// <param name="Strength">How sure the match is; none from a search that counts everything.</param>
public sealed record SearchResult(PhotoRecord Photo, float? Score, MatchStrength Strength = MatchStrength.None);
