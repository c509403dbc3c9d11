namespace Fovea;

/// <summary>The answer of a search over vectors.</summary>
/// <param name="Photos">Best first, equal scores by ascending id.</param>
/// <param name="Distribution">How the scores of all photos that pass the filter lie; null if it was not asked for.</param>
public sealed record VectorMatches(IReadOnlyList<ScoredPhoto> Photos, ScoreDistribution? Distribution);
