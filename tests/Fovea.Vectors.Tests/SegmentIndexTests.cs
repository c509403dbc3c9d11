namespace Fovea.Vectors.Tests;

public sealed class SegmentIndexTests : VectorIndexConformance
{
    protected override IVectorIndexFactory Factory { get; } = new SegmentIndexFactory();

    [Fact]
    public void Search_MoreThanOneChunkAndThread_EqualsBruteForce()
    {
        // 143 MB: three chunks, and enough for two threads. Rows repeat, so that ties cross the borders between them.
        const int Dimensions = 1024;
        var distinct = Rows(1_000, Dimensions);
        var rows = Enumerable.Range(0, 70_000).Select(i => new IndexRow(new PhotoId(i), distinct[i * 7 % 1_000].Vector)).ToArray();
        using var index = Build(Dimensions, rows);
        var query = distinct[3].Vector.Select(v => (float)v).ToArray();

        var found = index.Search(query, 100, null, TestContext.Current.CancellationToken);

        var byDistinct = distinct.Select(r => BruteForce.Dot(r.Vector, query)).ToArray();
        var expected = rows.Select((r, i) => new ScoredPhoto(r.Id, byDistinct[i * 7 % 1_000]))
            .OrderByDescending(r => r.Score).ThenBy(r => r.Id).Take(100);
        Assert.Equal(expected.Select(e => e.Id), found.Select(f => f.Id));
    }

    [Fact]
    public void Search_SmallIndex_AllocatesTheResultOnly()
    {
        using var index = Build(64, Rows(2_000, 64));
        var query = new float[64];
        query[0] = 1;
        for (var i = 0; i < 100; i++) index.Search(query, 10, null, CancellationToken.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        index.Search(query, 10, null, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // An array of ten results of 16 bytes, with its header of 24.
        Assert.Equal(184, allocated);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Search_QueryOfAnyLength_KeepsOrderAndScale(float scale)
    {
        using var index = Build(2, [new(new PhotoId(1), [(Half)0.5f, default]), new(new PhotoId(2), [(Half)0.25f, default])]);

        var found = index.Search([scale, 0f], 2, null, TestContext.Current.CancellationToken);

        Assert.Equal([1L, 2L], found.Select(f => f.Id.Value));
        Assert.Equal(0.5f, found[0].Score / scale, 1e-6f);
    }

    [Fact]
    public void CreateBuilder_NoSpace_IsRefused() => Assert.Throws<ArgumentNullException>("space", () => Factory.CreateBuilder(null!, 1));
}
