using Fovea.Testing;

namespace Fovea.Engine.Tests;

public sealed class FailedPhotosTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_BadFileAmongGoodOnes_IsNamedAndTheRestGoesOn()
    {
        _library.Add("good.png");
        File.WriteAllText(_library["bad.jpg"], "<html>not found</html>");

        var report = await _library.IndexAsync();

        Assert.Equal(1, report.New);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(_library["bad.jpg"], failure.Path);
        Assert.NotEmpty(failure.Failure.Reason);
        Assert.Equal([_library["good.png"]], _library.Search("red"));
    }

    [Fact]
    public async Task Index_FailedPhoto_KeepsItsReasonAndIsNotTriedAgainUntilItChanges()
    {
        File.WriteAllBytes(_library["bad.jpg"], [0xFF, 0xD8, 0xFF, 0xE0, 0, 1]);
        _library.Add("good.png");
        var first = await _library.IndexAsync();
        var calls = _library.Decoder.Calls;

        var second = await _library.IndexAsync();
        var kept = Assert.Single(_library.Catalog.GetByStatus(PhotoStatus.Failed, 10));
        Assert.Equal(calls, _library.Decoder.Calls);
        var retried = await _library.IndexAsync(retryFailed: true);
        _library.Add("bad.jpg", "blue");
        var mended = await _library.IndexAsync();

        Assert.Single(first.Failures);
        Assert.Empty(second.Failures);
        Assert.Equal(1, second.FailedBefore);
        Assert.Equal(first.Failures[0].Failure, kept.Failure);
        Assert.Single(retried.Failures);
        Assert.Equal(1, mended.Changed);
        Assert.Equal(_library["bad.jpg"], _library.Search("blue")[0]);
    }

    [Fact]
    public async Task Index_FileThatIsNotAPhoto_IsRememberedQuietly()
    {
        File.WriteAllText(_library["notes.txt"], "bread, milk");
        _library.Add("good.png");

        var first = await _library.IndexAsync();
        var calls = _library.Decoder.Calls;
        var second = await _library.IndexAsync();

        Assert.Equal([KeyValuePair.Create("text", 1)], first.NotPhotos);
        Assert.Empty(first.Failures);
        Assert.Empty(second.NotPhotos);
        Assert.Equal(calls, _library.Decoder.Calls);
    }

    [Fact]
    public async Task Index_FileOverTheSizeLimit_FailsWithoutBeingRead()
    {
        _library.Add("big.png");
        var indexer = _library.CreateIndexer(new Indexing.IndexerOptions { MaxFileSize = 10 });

        var report = await indexer.RunAsync(
            new Indexing.IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken);

        Assert.Equal(PhotoFailureKind.TooLarge, Assert.Single(report.Failures).Failure.Kind);
        Assert.Equal(0, _library.Decoder.Calls);
    }

    [Fact]
    public async Task Index_VectorThatCannotBeUsed_FailsThatPhotoOnly()
    {
        var thrown = false;
        using var encoder = new FakeDualEncoder
        {
            BeforeBatch = () =>
            {
                if (thrown) return;
                thrown = true;
                throw new EncodingException(1, "The model gave NaN.");
            },
        };
        using var library = new TestLibrary(encoder);
        for (var i = 0; i < 4; i++) library.Add($"{i}.png", "red", $"{i}");

        var report = await library.IndexAsync();

        Assert.Equal(3, report.New);
        Assert.Equal(PhotoFailureKind.NoVector, Assert.Single(report.Failures).Failure.Kind);
    }

    [Fact]
    public async Task Index_ModelThatCannotRun_LeavesTheCatalogUntouched()
    {
        using var encoder = new FakeDualEncoder { BeforeBatch = () => throw new EncodingException(-1, "The model stopped.") };
        using var library = new TestLibrary(encoder);
        library.Add("a.png");

        await Assert.ThrowsAsync<EncodingException>(() => library.IndexAsync());

        Assert.Equal(0, library.Catalog.GetCounts().Sum(count => count.Indexed + count.Failed));
    }

    [Fact]
    public async Task Index_FileThatVanishesWhileBeingRead_IsNeitherAddedNorFailed()
    {
        _library.Add("a.png", "red", "a");
        _library.Add("b.png", "red", "b");
        var indexer = _library.CreateIndexer(new Indexing.IndexerOptions { DecodeWorkers = 1, ReadAhead = 0 });
        _library.Decoder.Before = _ =>
        {
            foreach (var file in Directory.GetFiles(_library.Photos).Order(StringComparer.Ordinal).Skip(1)) File.Delete(file);
        };

        var report = await indexer.RunAsync(
            new Indexing.IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (report.New, report.Failures.Count));
    }

    [Fact]
    public async Task Index_FileThatKeepsGrowing_IsTriedAgainInTheNextRun()
    {
        var path = _library.Add("growing.png");
        var good = File.ReadAllBytes(path);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(
            () =>
            {
                using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                var block = new byte[1 << 16];
                while (!stop.IsCancellationRequested && stream.Length < 1L << 28)
                {
                    stream.Write(block);
                    stream.Flush();
                }
            },
            TestContext.Current.CancellationToken);

        var during = await _library.IndexAsync();
        await stop.CancelAsync();
        await writer;
        File.WriteAllBytes(path, good);
        await _library.IndexAsync();

        // Whether the writer was caught in the act depends on the machine; in the end the photo is there.
        Assert.All(during.Failures, failure => Assert.Contains(failure.Failure.Kind, new[] { PhotoFailureKind.Changing, PhotoFailureKind.Corrupt }));
        Assert.Equal([path], _library.Search("red"));
    }
}
