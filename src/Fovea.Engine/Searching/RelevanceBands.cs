namespace Fovea.Engine.Searching;

/// <summary>Where the matches of a ranking end.</summary>
/// <remarks>
/// <para>A text's cosine similarities lie in a narrow band that differs from text to text and from photo to photo, so no fixed score means
/// "found". Two distances do: that of a score from the library's mean for this query, and that from the photo's mean for everyday concepts
/// (<see cref="ConceptYardstick"/>). The order stays the ranking's: a band ends at the last photo at which at least half of those so far pass.</para>
/// <para>The limits were chosen on the Flickr8k test set with 66 words, by what the captions say (docs/benchmarks.md). Pictures lie nearer to one
/// another than to texts, so for a query made of pictures only the first distance counts.</para>
/// </remarks>
internal static class RelevanceBands
{
    /// <summary>More strong and possible matches than this are not shown as such.</summary>
    public const int MostMatches = 2_000;

    /// <summary>Weak matches end here, those before them counted.</summary>
    public const int MostInAll = 10_000;

    // A ranking in which so many photos in a row do not pass does not come back.
    private const int Patience = 100;

    // Among n scores none can be further from their mean than √(n−1) deviations: of few photos none could ever stand out,
    // and a person can look through all of them.
    private const int FewestToTell = 50;

    private static readonly Limits Texts = new(StrongFromLibrary: 2, PossibleFromLibrary: 1.5f, StrongFromConcepts: 2.75f, PossibleFromConcepts: 2);
    private static readonly Limits Pictures = new(StrongFromLibrary: 3, PossibleFromLibrary: 2, StrongFromConcepts: 0, PossibleFromConcepts: 0);

    /// <summary>Divides a ranking.</summary>
    /// <param name="ranking">Best first: all, or the first <see cref="MostMatches"/>.</param>
    /// <param name="statistics">Of the whole space and this query.</param>
    /// <param name="fromConcepts">A photo's distance from everyday concepts, null where there is none; null altogether for a query made of pictures.</param>
    /// <param name="ranked">How many there are in all; null: those of the ranking.</param>
    public static BandCounts Divide(
        ReadOnlySpan<ScoredPhoto> ranking, ScoreStatistics statistics, Func<ScoredPhoto, float?>? fromConcepts, long? ranked = null)
    {
        if (statistics.Sampled < FewestToTell) return new BandCounts(0, Math.Min(ranking.Length, MostMatches), 0);
        var limits = fromConcepts is null ? Pictures : Texts;
        var (strong, matches) = (0, 0);
        var (strongPassed, possiblePassed) = (0, 0);
        var end = Math.Min(ranking.Length, MostMatches);
        for (var i = 0; i < end && i - matches < Patience; i++)
        {
            var fromLibrary = FromLibrary(statistics, ranking[i].Score);
            if (fromLibrary < limits.PossibleFromLibrary) break;
            var distance = fromConcepts?.Invoke(ranking[i]) ?? float.PositiveInfinity;
            var isStrong = distance >= limits.StrongFromConcepts && fromLibrary >= limits.StrongFromLibrary;
            if (isStrong && ++strongPassed * 2 > i) strong = i + 1;
            if (distance >= limits.PossibleFromConcepts && ++possiblePassed * 2 > i) matches = i + 1;
        }

        matches = Math.Max(matches, strong);
        return new BandCounts(strong, matches - strong, (int)Math.Min(ranked ?? ranking.Length, MostInAll) - matches);
    }

    // In standard deviations.
    private static float FromLibrary(ScoreStatistics statistics, float score) =>
        statistics.Deviation > 0 ? (score - statistics.Mean) / statistics.Deviation : 0;

    private readonly record struct Limits(float StrongFromLibrary, float PossibleFromLibrary, float StrongFromConcepts, float PossibleFromConcepts);
}
