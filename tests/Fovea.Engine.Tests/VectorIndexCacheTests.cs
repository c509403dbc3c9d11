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

    [Fact]
    public void Get_AfterAnEarlierProcess_ReadsOnlyWhatChangedSince()
    {
        _library.AddCrowd(400);
        GetAndSave();
        _library.AddSynthetic("red.jpg", Vector(1, 0, 0));
        _library.Catalog.Commit("fake", [new CatalogChange.Removed(new PhotoId(7))]);

        AssertStored();

        Assert.DoesNotContain(nameof(IPhotoCatalog.ReadEmbeddings), _calls);
    }

    [Fact]
    public void Get_CatalogPutBackToAnEarlierState_DoesNotTakeWhatWasSavedSince()
    {
        _library.AddCrowd(400);
        GetAndSave();
        var backup = Path.Combine(_library.Home, "backup.db");
        CopyCatalog(Path.Combine(_library.Home, "catalog.db"), backup);
        _library.AddSynthetic(Enumerable.Range(0, 300).Select(i => ($"later {i}.jpg", Vector(1, 0, i / 300f), (DateTime?)null, 400, (string?)null)));
        GetAndSave();

        var put = Directory.CreateDirectory(Path.Combine(_library.Home, "put back")).FullName;
        CopyCatalog(backup, Path.Combine(put, "catalog.db"));
        using var catalog = SqlitePhotoCatalog.Open(put, TimeProvider.System);
        for (var i = 0; i < 5; i++) catalog.Commit("fake", [new CatalogChange.Removed(new PhotoId(i + 1))]);
        using var cache = new VectorIndexCache(catalog, new SegmentIndexFactory(), new SegmentStore(_library.Home));

        Assert.Equal(395, cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void Use_SegmentDamagedAfterItWasOpened_SearchesOneMadeAnew()
    {
        _library.AddCrowd(400);
        GetAndSave();
        var expected = Get().Search([1f, 0f, 0f, 0f], 1000, null, TestContext.Current.CancellationToken);
        using var cache = Stored();
        cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken);
        File.WriteAllBytes(Directory.GetFiles(_library.Home, "*.seg", SearchOption.AllDirectories).Single(), new byte[100]);

        var found = cache.Use(
            _library.Encoder.Space,
            index => index.Search([1f, 0f, 0f, 0f], 1000, null, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);

        Assert.Equal(expected, found);
        cache.Dispose();
        AssertStored();
    }

    [Fact]
    public void Get_SegmentDamagedBetweenProcesses_IsMadeAnewAndSaved()
    {
        _library.AddCrowd(400);
        GetAndSave();
        File.WriteAllBytes(Directory.GetFiles(_library.Home, "*.seg", SearchOption.AllDirectories).Single(), new byte[100]);

        AssertStored();
        _calls.Clear();
        AssertStored();

        Assert.DoesNotContain(nameof(IPhotoCatalog.ReadEmbeddings), _calls);
    }

    [Fact]
    public void Get_SpaceThatWasRemovedAndFilledAgain_HoldsWhatItHoldsNow()
    {
        _library.AddCrowd(400);
        GetAndSave();
        _library.Catalog.RemoveSpace(_library.Encoder.Space);
        _library.AddSynthetic("red.jpg", Vector(1, 0, 0));

        AssertStored();
    }

    [Fact]
    public void Get_NothingSaved_TellsHowFarItIs()
    {
        _library.AddCrowd(40);
        var told = new List<VectorReading>();
        using var cache = new VectorIndexCache(_library.Catalog, new SegmentIndexFactory(), store: null, new Told(told));

        cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken);

        Assert.Equal([new VectorReading(0, 40), new VectorReading(40, 40)], told);
    }

    [Fact]
    public void Get_FewVectors_SavesNothing()
    {
        _library.AddCrowd(10);
        GetAndSave();

        Assert.Empty(Directory.GetFiles(_library.Home, "*.seg", SearchOption.AllDirectories));
    }

    private static void CopyCatalog(string from, string to)
    {
        foreach (var end in (string[])[string.Empty, "-wal"])
        {
            if (!File.Exists(from + end)) continue;
            using var source = new FileStream(from + end, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(to + end);
            source.CopyTo(target);
        }
    }

    private sealed class Told(List<VectorReading> list) : IProgress<VectorReading>
    {
        public void Report(VectorReading value) => list.Add(value);
    }

    private VectorIndexCache Stored() =>
        new(FaultyCatalog.Create(_library.Catalog, _calls.Add), new SegmentIndexFactory(), new SegmentStore(_library.Home));

    private void GetAndSave()
    {
        using (var cache = Stored()) cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken);
        _calls.Clear();
    }

    private void AssertStored()
    {
        using var cache = Stored();
        using var anew = new VectorIndexCache(_library.Catalog, new SegmentIndexFactory(), store: null);
        float[] query = [0.6f, 0.3f, 0.1f, 0f];
        Assert.Equal(
            anew.Get(_library.Encoder.Space, TestContext.Current.CancellationToken).Search(query, 1000, null, TestContext.Current.CancellationToken),
            cache.Get(_library.Encoder.Space, TestContext.Current.CancellationToken).Search(query, 1000, null, TestContext.Current.CancellationToken));
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
