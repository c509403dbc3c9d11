using Fovea.Catalog;
using Fovea.Engine.Searching;
using Fovea.Vectors;
using static Fovea.Engine.Tests.SyntheticPhotos;

namespace Fovea.Engine.Tests;

public sealed class VectorIndexCacheTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly List<string> _calls = [];
    private readonly VectorIndexCache _cache;

    public VectorIndexCacheTests() => _cache = new VectorIndexCache(FaultyCatalog.Create(_library.Catalog, _calls.Add), new SegmentIndexFactory(), store: null);

    public void Dispose()
    {
        _cache.Dispose();
        _library.Dispose();
    }

    [Fact]
    public void Get_AfterEveryCommitOfAnyProcess_HoldsWhatIsCommitted()
    {
        using var other = SqlitePhotoCatalog.Open(_library.Home, TimeProvider.System);
        var random = new Random(3);
        for (var round = 0; round < 60; round++)
        {
            var names = Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"{random.Next(300)}.jpg").Distinct();
            _library.AddSynthetic(names.Select(name => (name, Vector(random.NextSingle(), random.NextSingle(), 0.2f), (DateTime?)null, 400, (string?)null)));
            if (round % 3 == 0) other.Commit("fake", [.. Enumerable.Range(0, 10).Select(_ => new CatalogChange.Removed(new PhotoId(random.Next(1, 300))))]);
            if (round == 40) other.RemoveRoot(other.GetRoots()[0].Id);

            AssertCurrent();
        }

        Assert.Equal(1, _calls.Count(call => call == nameof(IPhotoCatalog.ReadEmbeddings)));
    }

    [Fact]
    public void Get_NothingChanged_ReadsNothing()
    {
        _library.AddCrowd(10);
        var first = Get();
        _calls.Clear();

        Assert.Same(first, Get());
        Assert.Equal([nameof(IPhotoCatalog.GetSpaceVersion)], _calls);
    }

    [Fact]
    public void Get_OlderIndex_StaysAsItWas()
    {
        _library.AddCrowd(10);
        var old = Get();
        _library.AddSynthetic("red.jpg", Vector(1, 0, 0));

        Assert.Equal((11, 10), (Get().Count, old.Count));
        Assert.Equal(10, old.Search([1f, 0f, 0f, 0f], 100, null, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void Get_UpdateThatIsCancelled_IsMadeUpForByTheNext()
    {
        _library.AddCrowd(10);
        Get();
        _library.AddSynthetic("red.jpg", Vector(1, 0, 0));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _cache.Get(_library.Encoder.Space, cancelled.Token));

        AssertCurrent();
    }

    [Fact]
    public void Get_AnotherSpace_IsItsOwn()
    {
        _library.AddCrowd(10);
        Get();

        Assert.Equal(0, _cache.Get(new EmbeddingSpace("other", "other", "other", 4), TestContext.Current.CancellationToken).Count);
        Assert.Equal(10, Get().Count);
    }

    private IVectorIndex Get() => _cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken);

    private void AssertCurrent()
    {
        using var anew = new VectorIndexCache(_library.Catalog, new SegmentIndexFactory(), store: null);
        float[] query = [0.6f, 0.3f, 0.1f, 0f];
        var (expected, index) = (anew.Get(_library.Encoder.Space, TestContext.Current.CancellationToken), Get());
        Assert.Equal(expected.Count, index.Count);
        Assert.Equal(
            expected.Search(query, 1000, null, TestContext.Current.CancellationToken), index.Search(query, 1000, null, TestContext.Current.CancellationToken));
        Assert.Equal(expected.Measure(query), index.Measure(query));
    }
}
