using CsCheck;

namespace Fovea.Vectors.Tests;

/// <summary>What every vector index must do. An implementation derives a class and names its factory.</summary>
public abstract partial class VectorIndexConformance
{
    private const float Tolerance = 1e-5f;

    protected abstract IVectorIndexFactory Factory { get; }

    /// <summary>Rows of an index, a query, how many are wanted, and which ids pass the filter.</summary>
    private static Gen<IndexCase> AnyCase { get; } =
        from dimensions in Gen.Int[1, 70]
        from rows in Gen.OneOf(RowSets.Random(dimensions), RowSets.Duplicated(dimensions), RowSets.Clustered(dimensions))
        from query in RowSets.Query(dimensions)
        from k in Gen.Int[0, 130]
        from passing in Gen.Bool.Array[rows.Length]
        from isFiltered in Gen.Bool
        select new IndexCase(dimensions, rows, query, k, isFiltered ? passing : null);

    [Fact]
    public void Search_AnyData_EqualsBruteForce() => AnyCase.Sample(
        c =>
        {
            using var index = Build(c.Dimensions, c.Rows);
            var found = index.Search(c.Query, c.K, c.Filter, TestContext.Current.CancellationToken);

            var scores = c.PassingRows.ToDictionary(r => r.Id, r => BruteForce.Dot(r.Vector, c.Query));
            Assert.Equal(Math.Min(c.K, scores.Count), found.Count);
            Assert.Equal(found.Count, found.Select(f => f.Id).Distinct().Count());
            Assert.All(found, f => Assert.Equal(scores[f.Id], f.Score, Tolerance));
            Assert.Equal(found.OrderByDescending(f => f.Score).ThenBy(f => f.Id), found);
            if (found.Count == 0) return;

            // Nothing that was left out is better than the last that was found.
            var left = scores.Where(s => found.All(f => f.Id != s.Key));
            Assert.All(left, s => Assert.True(s.Value <= found[^1].Score + Tolerance));
        },
        iter: 300);

    [Fact]
    public void Search_WithAFilter_EqualsTheWholeRankingWithoutTheOthers() => AnyCase.Sample(
        c =>
        {
            using var index = Build(c.Dimensions, c.Rows);
            var all = index.Search(c.Query, int.MaxValue, null, TestContext.Current.CancellationToken);
            var passing = c.PassingRows.Select(r => r.Id).ToHashSet();
            Assert.Equal(
                all.Where(f => passing.Contains(f.Id)).Take(c.K),
                index.Search(c.Query, c.K, c.Filter, TestContext.Current.CancellationToken));
        },
        iter: 100);

    [Fact]
    public void Measure_AnyData_EqualsThePlainestWay() => AnyCase.Sample(
        c =>
        {
            using var index = Build(c.Dimensions, c.Rows);

            var measured = index.Measure(c.Query);

            var expected = BruteForce.Measure(c.Rows, c.Query);
            Assert.Equal(expected.Sampled, measured.Sampled);
            Assert.Equal(expected.Mean, measured.Mean, Tolerance);
            Assert.Equal(expected.Deviation, measured.Deviation, Tolerance);
            Assert.Equal(measured, index.Measure(c.Query));
        },
        iter: 100);

    [Fact]
    public void Measure_MoreThanASample_LooksAtEvenlySpreadRows()
    {
        var rows = Rows(10_000, 8);
        using var index = Build(8, rows);
        float[] query = [1, 0, 0, 0, 0, 0, 0, 0];

        var measured = index.Measure(query);

        var expected = BruteForce.Measure(rows, query);
        Assert.Equal(4096, measured.Sampled);
        Assert.Equal(expected.Mean, measured.Mean, Tolerance);
        Assert.Equal(expected.Deviation, measured.Deviation, Tolerance);
    }

    [Fact]
    public void TryRead_AnyData_GivesEachVectorAndNoOther() => AnyCase.Sample(
        c =>
        {
            using var index = Build(c.Dimensions, c.Rows);
            var vector = new float[c.Dimensions];

            foreach (var row in c.Rows)
            {
                Assert.True(index.TryRead(row.Id, vector));
                Assert.Equal(row.Vector.Select(number => (float)number), vector);
            }

            Assert.False(index.TryRead(new PhotoId(long.MaxValue), vector));
        },
        iter: 100);

    [Fact]
    public void Measure_NoVectors_IsZero()
    {
        using var index = Build(3, []);

        Assert.Equal(default, index.Measure([1f, 0f, 0f]));
    }

    [Fact]
    public void Measure_EqualVectors_HaveNoDeviation()
    {
        using var index = Build(2, [.. Enumerable.Range(1, 1000).Select(id => new IndexRow(new PhotoId(id), [(Half)0.6f, (Half)0.8f]))]);

        Assert.Equal(new ScoreStatistics((float)(Half)0.6f, 0, 1000), index.Measure([1f, 0f]));
    }

    [Fact]
    public void Measure_BadQuery_IsRefused()
    {
        using var index = Build(2, Rows(3, 2));

        Assert.Throws<ArgumentException>("query", () => index.Measure([1f]));
        Assert.Throws<ArgumentException>("query", () => index.Measure([1f, float.NaN]));
    }

    [Fact]
    public void Measure_AfterDisposal_IsRefused()
    {
        var index = Build(2, Rows(3, 2));
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Measure([1f, 0f]));
    }

    [Fact]
    public void Search_EqualVectors_AreOrderedById()
    {
        Half[] vector = [(Half)0.6f, (Half)0.8f];
        using var index = Build(2, [.. new long[] { 9, 2, 70, 5 }.Select(id => new IndexRow(new PhotoId(id), vector))]);

        var found = index.Search([1f, 0f], 3, null, TestContext.Current.CancellationToken);

        Assert.Equal([2L, 5L, 9L], found.Select(f => f.Id.Value));
        Assert.All(found, f => Assert.Equal((float)vector[0], f.Score));
    }

    [Fact]
    public void Search_NoVectors_FindsNothing()
    {
        using var index = Build(3, []);

        Assert.Equal(0, index.Count);
        Assert.Empty(index.Search([1f, 0f, 0f], 10, null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(int.MaxValue, 3)]
    public void Search_AnyNumberWanted_GivesAtMostWhatThereIs(int wanted, int given)
    {
        using var index = Build(2, Rows(3, 2));

        Assert.Equal(given, index.Search([1f, 0f], wanted, null, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void Search_NegativeNumberWanted_IsRefused()
    {
        using var index = Build(2, Rows(3, 2));

        Assert.Throws<ArgumentOutOfRangeException>("k", () => index.Search([1f, 0f], -1, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Search_FilterThatLetsNothingThrough_FindsNothing()
    {
        using var index = Build(2, Rows(100, 2));
        var unknown = new PhotoBitmap();
        unknown.Add(new PhotoId(100_000));

        Assert.Empty(index.Search([1f, 0f], 10, new PhotoBitmap(), TestContext.Current.CancellationToken));
        Assert.Empty(index.Search([1f, 0f], 10, unknown, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Search_ZeroVectorAndZeroQuery_ScoreZero()
    {
        using var index = Build(2, [new(new PhotoId(1), [default, default]), new(new PhotoId(2), [(Half)1, default])]);

        Assert.Equal([new(new PhotoId(2), 1), new(new PhotoId(1), 0)], index.Search([1f, 0f], 2, null, TestContext.Current.CancellationToken));
        Assert.Equal([new(new PhotoId(1), 0), new(new PhotoId(2), 0)], index.Search([0f, 0f], 2, null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Search_QueryThatIsNotFinite_IsRefused(float number)
    {
        using var index = Build(2, Rows(3, 2));

        Assert.StartsWith(
            "The query holds NaN or infinity.",
            Assert.Throws<ArgumentException>("query", () => index.Search([0f, number], 1, null, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_QueryOfAnotherLength_IsRefusedWithBothLengths()
    {
        using var index = Build(2, Rows(3, 2));

        Assert.StartsWith(
            "The query has 3 numbers; the index holds vectors of 2.",
            Assert.Throws<ArgumentException>("query", () => index.Search([0f, 0f, 1f], 1, null, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Search_Cancelled_Throws()
    {
        using var index = Build(2, Rows(3, 2));

        Assert.ThrowsAny<OperationCanceledException>(() => index.Search([1f, 0f], 1, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Search_ManyAtOnce_AllGetTheAnswerOfOne()
    {
        using var index = Build(32, Rows(3_000, 32));
        var queries = Enumerable.Range(0, 8).Select(q => Rows(1, 32, seed: q + 100)[0].Vector.Select(v => (float)v).ToArray()).ToArray();
        var alone = queries.Select(q => index.Search(q, 20, null, CancellationToken.None)).ToArray();

        Parallel.For(0, 200, i => Assert.Equal(alone[i % 8], index.Search(queries[i % 8], 20, null, CancellationToken.None)));
    }

    [Fact]
    public void Search_LaterChangesOfTheAddedVector_AreNotSeen()
    {
        Half[] vector = [(Half)1, default];
        var builder = Factory.CreateBuilder(Space(2), 1);
        builder.Add(new PhotoId(1), vector);
        vector[0] = (Half)(-1);
        using var index = builder.Build();

        Assert.Equal(1, index.Search([1f, 0f], 1, null, TestContext.Current.CancellationToken)[0].Score);
    }

    [Fact]
    public void Search_AfterDisposal_IsRefused()
    {
        var index = Build(2, Rows(3, 2));
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Search([1f, 0f], 1, null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(3, 7, 3)]
    public void Add_IdThatIsAlreadyIn_IsRefused(long first, long second, long again)
    {
        var builder = Factory.CreateBuilder(Space(1), 4);
        builder.Add(new PhotoId(first), [(Half)1]);
        builder.Add(new PhotoId(second), [(Half)1]);

        Assert.StartsWith(
            $"Photo {again} is already in the index.",
            Assert.Throws<ArgumentException>("id", () => builder.Add(new PhotoId(again), [(Half)1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Add_VectorOfAnotherLength_IsRefusedWithBothLengths() => Assert.StartsWith(
        "The vector of photo 7 has 2 numbers; the space has 3.",
        Assert.Throws<ArgumentException>("vector", () => Factory.CreateBuilder(Space(3), 1).Add(new PhotoId(7), new Half[2])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Add_VectorThatIsNotFinite_IsRefused() => Assert.StartsWith(
        "The vector of photo 7 is not finite.",
        Assert.Throws<ArgumentException>("vector", () => Factory.CreateBuilder(Space(2), 1).Add(new PhotoId(7), [Half.NaN, (Half)1])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Add_RefusedVector_LeavesTheOthers()
    {
        var builder = Factory.CreateBuilder(Space(1), 1);
        builder.Add(new PhotoId(1), [(Half)1]);
        Assert.Throws<ArgumentException>(() => builder.Add(new PhotoId(2), [Half.PositiveInfinity]));
        builder.Add(new PhotoId(2), [(Half)0.5]);
        using var index = builder.Build();

        Assert.Equal([new(new PhotoId(1), 1), new(new PhotoId(2), 0.5f)], index.Search([1f], 9, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Build_Twice_IsRefused()
    {
        var builder = Factory.CreateBuilder(Space(1), 0);
        builder.Build().Dispose();

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<InvalidOperationException>(() => builder.Add(new PhotoId(1), [(Half)1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Build_AnyCapacityHint_HoldsWhatWasAdded(int hint)
    {
        var builder = Factory.CreateBuilder(Space(2), hint);
        foreach (var row in Rows(500, 2)) builder.Add(row.Id, row.Vector);
        using var index = builder.Build();

        Assert.Equal(500, index.Count);
        Assert.Equal(Space(2), index.Space);
        Assert.Equal(500, index.Search([1f, 0f], 1000, null, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void CreateBuilder_NegativeCapacity_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Factory.CreateBuilder(Space(1), -1));

    protected static EmbeddingSpace Space(int dimensions) => new("images", "texts", "pixels", dimensions);

    /// <summary>Random rows with ids 1, 2, ….</summary>
    protected static IndexRow[] Rows(int count, int dimensions, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id => new IndexRow(
            new PhotoId(id), [.. Enumerable.Range(0, dimensions).Select(_ => (Half)(random.NextSingle() - 0.5f))]))];
    }

    protected IVectorIndex Build(int dimensions, IReadOnlyList<IndexRow> rows)
    {
        var builder = Factory.CreateBuilder(Space(dimensions), rows.Count);
        foreach (var row in rows) builder.Add(row.Id, row.Vector);
        return builder.Build();
    }
}
