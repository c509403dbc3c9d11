using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

/// <summary>Answers over the whole catalog are kept as long as, and no longer than, nobody commits.</summary>
public sealed class RecentAnswersTests : IDisposable
{
    private readonly CatalogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WholeAnswers_NothingCommitted_AreTheSameObjects()
    {
        using var catalog = _folder.Open();
        var root = catalog.AddRoot("/photos");
        catalog.Commit(Model, [Photo(root.Id, "a/1.jpg", 1)]);

        Assert.Same(catalog.GetCounts(), catalog.GetCounts());
        Assert.Same(catalog.GetFacets(), catalog.GetFacets());
        Assert.Same(catalog.GetFolders(null), catalog.GetFolders(null));
        Assert.Same(catalog.GetFolders("/photos"), catalog.GetFolders("/photos"));
        Assert.Same(catalog.ReadCells(null), catalog.ReadCells(null));
        Assert.Same(catalog.ReadCells(null), catalog.ReadCells(catalog.Match(new PhotoFilter())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WholeAnswers_AfterEveryCommit_AreWhatIsCommitted(bool byAnother)
    {
        using var catalog = _folder.Open();
        using var other = _folder.Open();
        var writer = byAnother ? other : catalog;
        var root = writer.AddRoot("/photos");
        for (var number = 1; number <= 20; number++)
        {
            writer.Commit(Model, [Photo(root.Id, $"a/{number}.jpg", number)]);

            Assert.Equal(number, Assert.Single(catalog.GetCounts()).Indexed);
            Assert.Equal(number, catalog.GetFacets().Total);
            Assert.Equal([new FolderCount("/photos/a", number)], catalog.GetFolders("/photos"));
            Assert.Equal(number, catalog.ReadCells(null).Count);
        }

        writer.SetRootAvailability(root.Id, false);
        Assert.All(catalog.ReadCells(null), cell => Assert.True(cell.IsOffline));
        writer.RemoveRoot(root.Id);
        Assert.Empty(catalog.GetCounts());
        Assert.Empty(catalog.ReadCells(null));
    }

    [Fact]
    public async Task WholeAnswers_ForManyAtOnceWhileAnotherCommits_NeverGoBack()
    {
        using var catalog = _folder.Open();
        using var other = _folder.Open();
        var root = other.AddRoot("/photos");
        var committed = 0;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                while (Volatile.Read(ref committed) < 100)
                {
                    var before = Volatile.Read(ref committed);
                    Assert.InRange(catalog.GetFacets().Total, before, 100);
                }
            },
            TestContext.Current.CancellationToken)).ToArray();
        for (var number = 1; number <= 100; number++)
        {
            other.Commit(Model, [Photo(root.Id, $"{number}.jpg", number)]);
            Volatile.Write(ref committed, number);
        }

        await Task.WhenAll(readers);
        Assert.Equal(100, catalog.GetFacets().Total);
    }

    [Fact]
    public void WholeAnswers_AfterDisposal_AreRefused()
    {
        var catalog = _folder.Open();
        catalog.GetCounts();
        catalog.Dispose();

        Assert.Throws<ObjectDisposedException>(() => catalog.GetCounts());
    }
}
