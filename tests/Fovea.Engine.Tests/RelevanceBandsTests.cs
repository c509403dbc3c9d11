using Fovea.Engine.Searching;

namespace Fovea.Engine.Tests;

public sealed class RelevanceBandsTests
{
    private static readonly ScoreStatistics Usual = new(Mean: 0.1f, Deviation: 0.1f, Sampled: 1000);

    [Fact]
    public void Divide_ScoresFarFromLibraryAndConcepts_AreStrongThenPossibleThenWeak()
    {
        var ranking = Ranking(0.5f, 0.45f, 0.4f, 0.38f, 0.2f, 0.1f);

        var bands = RelevanceBands.Divide(ranking, Usual, hit => hit.Score >= 0.45f ? 3 : hit.Score > 0.3f ? 2.2f : 0);

        // The strong band ends where fewer than half of those so far pass: two of four still do not make the fourth strong, for it does not pass itself.
        Assert.Equal(new BandCounts(2, 2, 2), bands);
    }

    [Fact]
    public void Divide_NearToEveryConcept_IsWeakHoweverFarFromTheLibrary()
    {
        var bands = RelevanceBands.Divide(Ranking(0.9f, 0.8f, 0.7f), Usual, _ => 1);

        Assert.Equal(new BandCounts(0, 0, 3), bands);
    }

    [Fact]
    public void Divide_AsNearAsTheLibraryIsOnTheWhole_IsWeakHoweverFarFromConcepts()
    {
        var bands = RelevanceBands.Divide(Ranking(0.2f, 0.15f), Usual, _ => 5);

        Assert.Equal(new BandCounts(0, 0, 2), bands);
    }

    [Fact]
    public void Divide_QueryOfPictures_CountsTheLibraryAlone()
    {
        var bands = RelevanceBands.Divide(Ranking(0.5f, 0.35f, 0.2f), Usual, null);

        Assert.Equal(new BandCounts(1, 1, 1), bands);
    }

    [Fact]
    public void Divide_TooFewPhotosToTell_AreAllPossible()
    {
        var few = new ScoreStatistics(0.1f, 0.1f, 10);

        Assert.Equal(new BandCounts(0, 2, 0), RelevanceBands.Divide(Ranking(0.3f, 0.2f), few, _ => 3));
    }

    [Fact]
    public void Divide_MoreThanAnAnswerHolds_IsCut()
    {
        var bands = RelevanceBands.Divide(Ranking([.. Enumerable.Repeat(0.9f, 12_000)]), Usual, _ => 9);

        Assert.Equal(new BandCounts(RelevanceBands.MostMatches, 0, RelevanceBands.MostInAll - RelevanceBands.MostMatches), bands);
    }

    [Fact]
    public void Divide_NothingRanked_IsNothing() => Assert.Equal(default, RelevanceBands.Divide([], default, null));

    private static ScoredPhoto[] Ranking(params float[] scores) => [.. scores.Select((score, i) => new ScoredPhoto(new PhotoId(i + 1), score))];
}
