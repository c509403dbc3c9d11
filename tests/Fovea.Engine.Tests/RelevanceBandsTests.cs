using Fovea.Engine.Searching;

namespace Fovea.Engine.Tests;

public sealed class RelevanceBandsTests
{
    [Fact]
    public void Divide_AnyRanking_KeepsItsBounds()
    {
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            var ranking = Ranking(Enumerable.Range(0, random.Next(300)).Select(_ => random.NextSingle()));

            var bands = RelevanceBands.Divide(new ScoreStatistics(random.NextSingle(), random.NextSingle() * 0.2f, random.Next(4096)), ranking);

            Assert.InRange(bands.Strong, 0, ranking.Length);
            Assert.InRange(bands.Possible, 0, RelevanceBands.MostPossible);
            Assert.InRange(bands.All, 0, ranking.Length);
            Assert.Equal(bands.All, Enumerable.Range(0, ranking.Length).Count(position => bands.At(position) != MatchStrength.None));
        }
    }

    [Fact]
    public void Divide_ManyPossibleOnes_CountsTheFirst()
    {
        var ranking = Ranking(Enumerable.Repeat(3.5f, 20_000));

        Assert.Equal(new BandCounts(0, 2_000, 8_000), RelevanceBands.Divide(new ScoreStatistics(0, 1, 4096), ranking));
    }

    [Fact]
    public void Divide_ManyStrongOnes_CountsThemAll()
    {
        var ranking = Ranking(Enumerable.Repeat(5f, 20_000));

        Assert.Equal(new BandCounts(20_000, 0, 0), RelevanceBands.Divide(new ScoreStatistics(0, 1, 4096), ranking));
    }

    private static ScoredPhoto[] Ranking(IEnumerable<float> scores) =>
        [.. scores.OrderDescending().Select((score, i) => new ScoredPhoto(new PhotoId(i + 1), score))];
}
