namespace Fovea.Engine.Searching;

/// <summary>Where the matches of a ranking end: by how far a score stands out from the library's scores for the same query.</summary>
/// <remarks>
/// A text's cosine similarities lie in a narrow band that differs from text to text, so no fixed score means "found"; the distance from
/// their mean, in standard deviations, does.
/// </remarks>
internal static class RelevanceBands
{
    /// <summary>More possible matches than this are not shown as such.</summary>
    public const int MostPossible = 2_000;

    /// <summary>Weak matches end here, those before them counted.</summary>
    public const int MostInAll = 10_000;

    private const double StrongDistance = 4;
    private const double PossibleDistance = 3;

    // Among n scores none can be further from their mean than √(n−1) deviations: of few photos none could ever stand out.
    private const int FewestToTell = 50;

    /// <summary>Divides a ranking.</summary>
    /// <param name="statistics">Of the whole space and this query.</param>
    /// <param name="ranking">Best first.</param>
    public static BandCounts Divide(ScoreStatistics statistics, ReadOnlySpan<ScoredPhoto> ranking)
    {
        var strong = 0;
        var possible = ranking.Length;
        if (statistics.Sampled >= FewestToTell)
        {
            strong = CountFrom(ranking, statistics, StrongDistance);
            possible = CountFrom(ranking, statistics, PossibleDistance) - strong;
        }

        possible = Math.Min(possible, MostPossible);
        var weak = Math.Clamp(MostInAll - strong - possible, 0, ranking.Length - strong - possible);
        return new BandCounts(strong, possible, weak);
    }

    private static int CountFrom(ReadOnlySpan<ScoredPhoto> ranking, ScoreStatistics statistics, double distance)
    {
        if (statistics.Deviation == 0) return 0;
        var least = statistics.Mean + (distance * statistics.Deviation);
        var count = 0;
        while (count < ranking.Length && ranking[count].Score >= least) count++;
        return count;
    }
}
