using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("two\nlines\tand \0 a NUL")]
    [InlineData("🙂 ünïcode")]
    [InlineData("/photos/\uDCFF\uDC80")]
    public void SetSetting_AnyText_ComesBackAsItWas(string value)
    {
        Assert.Null(Catalog.GetSetting("model"));

        Catalog.SetSetting("model", "before");
        Catalog.SetSetting("model", value);
        Catalog.SetSetting("other", "other");

        Assert.Equal(value, Catalog.GetSetting("model"));
        Assert.Equal(value, OpenAnother().GetSetting("model"));

        Catalog.SetSetting("model", null);
        Catalog.SetSetting("model", null);

        Assert.Null(Catalog.GetSetting("model"));
        Assert.Equal("other", Catalog.GetSetting("other"));
    }

    [Fact]
    public void TryLockForIndexing_HeldByAnother_SaysWho()
    {
        var other = OpenAnother();
        var held = Catalog.TryLockForIndexing(out var holder);
        Assert.NotNull(held);
        Assert.Null(holder);

        Assert.Null(other.TryLockForIndexing(out holder));
        Assert.Matches($@"^process {Environment.ProcessId}, since ", holder);
        Assert.Null(Catalog.TryLockForIndexing(out _));

        held.Dispose();
        using (var second = other.TryLockForIndexing(out holder))
        {
            Assert.NotNull(second);
            Assert.Null(holder);

            held.Dispose();

            Assert.Null(Catalog.TryLockForIndexing(out holder));
            Assert.StartsWith("process ", holder, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Commit_ManyThreadsAndInstances_LosesNothing()
    {
        var root = Root();
        IPhotoCatalog[] catalogs = [Catalog, OpenAnother()];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                catalogs[worker % 2].Commit(Model, [.. Enumerable.Range(0, 5).Select(n => Photo(root, $"{worker}-{i}-{n}.jpg", n))]);
                Assert.True(catalogs[(worker + i) % 2].Match(new PhotoFilter()).Count >= (i + 1) * 5);
            }
        })));

        Assert.Equal(400, Catalog.GetKnownFiles(root, Space).Count(file => file.HasEmbedding));
        Assert.Equal(400, Vectors(Space).Count);
    }

    [Fact]
    public void Dispose_Twice_IsAllowedAndEndsTheCatalog()
    {
        var catalog = OpenAnother();

        catalog.Dispose();
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(() => catalog.GetRoots());
        Assert.Throws<ObjectDisposedException>(() => catalog.AddRoot(Native("/x")));
    }
}
