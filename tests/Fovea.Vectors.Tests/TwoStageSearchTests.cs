using CsCheck;
using Fovea.Vectors.Kernels;

namespace Fovea.Vectors.Tests;

/// <summary>Searches over so many vectors that most are only estimated: nothing of the answer may show it.</summary>
public sealed class TwoStageSearchTests
{
    private static readonly EmbeddingSpace AnySpace = new("image", "text", "contract", 1);

    private static readonly Gen<(string Kind, int Dimensions, int Count, int Seed)> AnyCase = Gen.Select(
        Gen.Int[0, VectorKinds.All.Length - 1].Select(i => VectorKinds.All[i]), Gen.Int[32, 300], Gen.Int[520, 3_000], Gen.Int[0, 1_000_000]);

    public static TheoryData<string> Kinds => [.. VectorKinds.All];

    [Fact]
    public void Search_Exact_IsBruteForceToTheBit() => AnyCase.Sample(
        (kind, dimensions, count, seed) =>
        {
            var (rows, query) = VectorKinds.Make(kind, dimensions, count, seed);
            using var index = Build(rows);
            var random = new Random(seed);
            var filter = Filter(rows, random.Next(3) switch { 0 => null, 1 => 0.5, _ => 0.95 }, random);
            var wanted = random.Next(1, count / 8);

            var found = index.Search(query, new VectorSearch { Count = wanted, Filter = filter, Precision = SearchPrecision.Exact }, CancellationToken.None).Photos;

            Assert.Equal(Ranking(rows, query, filter).Take(wanted), found);
        },
        iter: 200);

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    [InlineData(512)]
    [InlineData(768)]
    [InlineData(1024)]
    public void Search_UsualDimensions_IsBruteForceToTheBit(int dimensions)
    {
        foreach (var kind in VectorKinds.All)
        {
            var (rows, query) = VectorKinds.Make(kind, dimensions, 2_500, dimensions);
            using var index = Build(rows);

            Assert.Equal(Ranking(rows, query, null).Take(100), index.Search(query, 100, null, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-3f)]
    [InlineData(1e4f)]
    [InlineData(1e30f)]
    public void Search_QueryOfAnyLength_HasTheSameOrder(float factor)
    {
        var (rows, query) = VectorKinds.Make("random", 64, 2_000, 5);
        using var index = Build(rows);
        float[] scaled = [.. query.Select(number => number * factor)];

        Assert.Equal(
            index.Search(query, 50, null, CancellationToken.None).Select(hit => hit.Id), index.Search(scaled, 50, null, CancellationToken.None).Select(hit => hit.Id));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Search_Fast_FindsNearlyAllAndScoresThemRight(string kind)
    {
        var (rows, _) = VectorKinds.Make(kind, 128, 20_000, 11);
        using var index = Build(rows);
        var (found, wanted) = (0, 0);
        for (var seed = 0; seed < 10; seed++)
        {
            var query = VectorKinds.Make(kind, 128, 2, 100 + seed).Query;
            var truth = Ranking(rows, query, null).Take(100).ToArray();
            var fast = index.Search(query, new VectorSearch { Precision = SearchPrecision.Fast }, TestContext.Current.CancellationToken).Photos;
            var scores = truth.ToDictionary(hit => hit.Id, hit => hit.Score);
            found += fast.Count(hit => hit.Score >= truth[^1].Score);
            wanted += truth.Length;
            Assert.Equal(fast.OrderBy(hit => hit, Comparer<ScoredPhoto>.Create(Searching.TopBuffer.Compare)), fast);
            Assert.All(fast.Where(hit => scores.ContainsKey(hit.Id)), hit => Assert.Equal(scores[hit.Id], hit.Score));
        }

        Assert.True(found >= 0.99 * wanted, $"{found} of {wanted}");
    }

    [Fact]
    public void Search_AtLeast_GivesAllThatReachIt() => AnyCase.Sample(
        (kind, dimensions, count, seed) =>
        {
            var (rows, query) = VectorKinds.Make(kind, dimensions, count, seed);
            using var index = Build(rows);
            var ranking = Ranking(rows, query, null).ToArray();
            var least = ranking[new Random(seed).Next(count / 5)].Score;

            var found = index.Search(query, new VectorSearch { Count = count / 5, AtLeast = least, Precision = SearchPrecision.Exact }, CancellationToken.None).Photos;

            Assert.Equal(ranking.Where(hit => hit.Score >= least).Take(count / 5), found);
        },
        iter: 60);

    [Fact]
    public void SearchMany_AnyQueries_AnswersEachAsIfAlone() => AnyCase.Sample(
        (kind, dimensions, count, seed) =>
        {
            var (rows, _) = VectorKinds.Make(kind, dimensions, count, seed);
            using var index = Build(rows);
            var search = new VectorSearch { Count = 20, Filter = Filter(rows, 0.7, new Random(seed)), Precision = SearchPrecision.Exact };
            var queries = Enumerable.Range(0, 5).Select(i => new ReadOnlyMemory<float>(VectorKinds.Make(kind, dimensions, 3, seed + i).Query)).ToArray();

            var together = index.SearchMany(queries, search, CancellationToken.None);

            Assert.Equal(queries.Select(query => index.Search(query.Span, search, CancellationToken.None).Photos), together.Select(matches => matches.Photos));
        },
        iter: 40);

    [Fact]
    public void Next_AnyPages_AreTogetherOneSearch() => AnyCase.Sample(
        (kind, dimensions, count, seed) =>
        {
            var (rows, query) = VectorKinds.Make(kind, dimensions, count, seed);
            using var index = Build(rows);
            var random = new Random(seed);
            var filter = Filter(rows, 0.8, random);
            using var pages = index.Open(query, new VectorSearch { Filter = filter, Precision = SearchPrecision.Exact }, CancellationToken.None);
            var all = new List<ScoredPhoto>();
            for (var page = 0; page < 6; page++) all.AddRange(pages.Next(random.Next(120), CancellationToken.None));

            Assert.Equal(Ranking(rows, query, filter).Take(all.Count), all);
            while (pages.Next(1_000, CancellationToken.None) is { Count: > 0 } more) all.AddRange(more);
            Assert.Equal(Ranking(rows, query, filter), all);
        },
        iter: 40);

    [Theory]
    [InlineData("random", null)]
    [InlineData("clustered", 0.4)]
    [InlineData("cone", 0.02)]
    public void Search_WithDistribution_IsNearTheTrueOne(string kind, double? share)
    {
        var (rows, query) = VectorKinds.Make(kind, 256, 5_000, 3);
        using var index = Build(rows);
        var length = MathF.Sqrt(query.Sum(number => number * number));
        query = [.. query.Select(number => number / length)];
        var filter = Filter(rows, share, new Random(1));
        var scores = Ranking(rows, query, filter).Select(hit => (double)hit.Score).ToArray();

        var distribution = index.Search(query, new VectorSearch { Filter = filter, WithDistribution = true }, TestContext.Current.CancellationToken).Distribution;

        Assert.NotNull(distribution);
        var mean = scores.Average();
        var deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        Assert.Equal(scores.Length, distribution.Count);
        Assert.Equal(scores.Length, distribution.Histogram.Sum());
        Assert.Equal(mean, distribution.Mean, 1e-3);
        Assert.Equal(deviation, distribution.Deviation, deviation * 0.05);
        var median = ScoreDistribution.Bin((float)scores.Order().ElementAt(scores.Length / 2));
        Assert.True(distribution.Histogram.Take(median + 5).Sum() >= scores.Length / 2, "too few lie below the median");
        Assert.True(distribution.Histogram.Take(median - 5).Sum() <= scores.Length / 2, "too many lie below the median");
    }

    [Fact]
    public void Search_Cancelled_Throws()
    {
        var (rows, query) = VectorKinds.Make("random", 64, 3_000, 1);
        using var index = Build(rows);

        Assert.ThrowsAny<OperationCanceledException>(() => index.Search(query, new VectorSearch(), new CancellationToken(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => index.SearchMany([query], new VectorSearch(), new CancellationToken(canceled: true)));
    }

    private static IVectorIndex Build(IndexRow[] rows)
    {
        var builder = new SegmentIndexFactory().CreateBuilder(AnySpace with { Dimensions = rows[0].Vector.Length }, rows.Length);
        foreach (var row in rows) builder.Add(row.Id, row.Vector);
        return builder.Build();
    }

    private static PhotoBitmap? Filter(IndexRow[] rows, double? share, Random random)
    {
        if (share is null) return null;
        var filter = new PhotoBitmap();
        foreach (var row in rows.Where(_ => random.NextDouble() < share)) filter.Add(row.Id);
        return filter;
    }

    // Every row with the very kernel that computes scores; no estimates.
    private static IEnumerable<ScoredPhoto> Ranking(IndexRow[] rows, float[] query, PhotoBitmap? filter)
    {
        var length = HalfKernel.PaddedLength(query.Length);
        var prepared = new float[length];
        var factor = HalfKernel.Prepare(query, prepared);
        var padded = new Half[length];
        var scores = new List<ScoredPhoto>();
        foreach (var row in rows.Where(row => filter is null || filter.Contains(row.Id)))
        {
            row.Vector.CopyTo(padded, 0);
            scores.Add(new ScoredPhoto(row.Id, HalfKernel.Dot(padded, prepared) * factor));
        }

        return scores.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id);
    }
}
