using static Fovea.Conformance.Samples;

namespace Fovea.Catalog.Tests;

public sealed class CrashTests
{
    [Fact]
    public async Task Kill_AtAnyMoment_LeavesEveryBatchWholeOrAbsent()
    {
        using var folder = new CatalogFolder();
        var random = new Random(20240506);
        var known = 0;
        for (var i = 0; i < 4; i++)
        {
            await WriteAndKillAsync(folder, TimeSpan.FromMilliseconds(random.Next(5, 250)));
            known = AssertWhole(folder);
        }

        Assert.NotEqual(0, known);
    }

    [Fact]
    public async Task TryLockForIndexing_HeldByAProcessThatIsKilled_IsFreeAgain()
    {
        using var folder = new CatalogFolder();
        using var catalog = folder.Open();
        using var writer = await WriterProcess.StartAsync(folder.Path);

        Assert.Null(catalog.TryLockForIndexing(out var holder));
        Assert.Matches($@"^process {writer.Id}, since \d\d:\d\d$", holder);

        await writer.KillAsync();

        using var right = catalog.TryLockForIndexing(out holder);
        Assert.NotNull(right);
        Assert.Null(holder);
    }

    [Fact]
    public async Task Commit_BesideAnotherProcessThatWrites_TakesTurnsWithIt()
    {
        using var folder = new CatalogFolder();
        using var catalog = folder.Open();
        using var writer = await WriterProcess.StartAsync(folder.Path);
        var root = catalog.AddRoot("/ours").Id;
        var theirs = catalog.GetRoots().Single(other => other.Id != root).Id;
        var seen = 0;

        for (var i = 0; i < 20; i++)
        {
            catalog.Commit(Model, [.. Enumerable.Range(0, 10).Select(n => Photo(root, $"{i}-{n}.jpg", n))]);
            var written = catalog.GetKnownFiles(theirs, Space).Count;
            Assert.Equal(0, written % WriterProcess.BatchSize);
            Assert.True(written >= seen);
            seen = written;
        }

        await writer.KillAsync();
        Assert.Equal(200, catalog.GetKnownFiles(root, Space).Count(file => file.HasEmbedding));
    }

    private static async Task WriteAndKillAsync(CatalogFolder folder, TimeSpan after)
    {
        using var writer = await WriterProcess.StartAsync(folder.Path);
        await Task.Delay(after, TestContext.Current.CancellationToken);
        await writer.KillAsync();
    }

    private static int AssertWhole(CatalogFolder folder)
    {
        using var catalog = folder.Open();
        Assert.Equal("ok", CatalogFolder.Query(folder.File, "PRAGMA integrity_check"));
        Assert.Null(CatalogFolder.Query(folder.File, "PRAGMA foreign_key_check"));
        var root = Assert.Single(catalog.GetRoots()).Id;
        var files = catalog.GetKnownFiles(root, Space);
        Assert.All(files, photo => Assert.True(photo.HasEmbedding));
        foreach (var batch in files.GroupBy(photo => photo.Path.Split('-')[0]))
        {
            Assert.Equal(WriterProcess.BatchSize, batch.Count());
            foreach (var photo in batch)
            {
                var seed = (int)(photo.Stamp.Size - Stamp(0).Size);
                Assert.Equal(Hash(seed), photo.Hash);
                Assert.Equal(Vector(seed), catalog.FindEmbedding(photo.Id, Space));
            }
        }

        return files.Count;
    }
}
