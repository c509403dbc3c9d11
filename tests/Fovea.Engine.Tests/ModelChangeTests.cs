using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>What an indexing run does for a change to another model.</summary>
public sealed class ModelChangeTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly FakeDualEncoder _next = new("next", size: 24);
    private readonly FakeModelChange _change;

    public ModelChangeTests() => _change = new FakeModelChange(_next);

    public void Dispose()
    {
        _library.Dispose();
        _next.Dispose();
    }

    [Fact]
    public async Task Run_WithAChange_GivesAllPhotosAVectorOfBothAndCompletesIt()
    {
        _library.Add("a.png", "red");
        _library.Add("b.png", "blue");
        await _library.IndexAsync();
        _library.Add("new.png", "green");

        var report = await RunAsync();

        Assert.Equal(1, report.New);
        Assert.Equal(new ModelChangeReport("fake", 3, 0, IsDone: true) { IsFurther = true }, report.ModelChange);
        Assert.True(_change.IsDone);
        Assert.All(["a.png", "b.png", "new.png"], path => Assert.True(_library.HasVector(path) && _library.HasVector(path, _next), path));
        Assert.Null((await RunAsync()).ModelChange);
    }

    [Fact]
    public async Task Run_ThatLeavesTheChangeAlone_EncodesNothingForIt()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();

        var report = await RunAsync(new IndexRequest { Targets = [], ContinuesChange = false });

        Assert.Null(report.ModelChange);
        Assert.Equal(0, _next.EncodedTiles);
    }

    [Fact]
    public async Task Run_AnotherModelIsChosenMeanwhile_WritesNothingMoreOfTheNext()
    {
        for (var i = 0; i < 5; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var change = new FakeModelChange(_next) { Wanted = () => false };

        var report = await Indexer(change).RunAsync(new IndexRequest { Targets = [] }, null, TestContext.Current.CancellationToken);

        Assert.True(report.ModelChange is { IsGivenUp: true, IsDone: false });
        Assert.False(change.IsDone);
        Assert.False(_library.HasVector("0.png", _next));
    }

    [Fact]
    public async Task Run_ModelInUseIsAnotherMeanwhile_EndsAndSaysSo()
    {
        for (var i = 0; i < 5; i++) _library.Add($"{i}.png", "red", $"{i}");
        var asked = 0;
        var change = new FakeModelChange(_next) { InUse = () => asked++ == 0 };

        await Assert.ThrowsAsync<ModelChangedException>(() => Indexer(change).RunAsync(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken));

        Assert.DoesNotContain(_library.Catalog.GetSpaces(), space => space.Embeddings > 0);
    }

    [Fact]
    public async Task Run_InPieces_CompletesWithTheLast()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var indexer = Indexer();
        var missing = new List<int>();

        while (!_change.IsDone) missing.Add((await indexer.RunAsync(new IndexRequest { Targets = [], ChangeLimit = 4 }, null, TestContext.Current.CancellationToken)).ModelChange!.Missing);

        Assert.Equal([6, 2, 0], missing);
        Assert.Equal(10, _next.EncodedTiles);
    }

    [Fact]
    public async Task Run_InPiecesWithPhotosThatCannotBeEncoded_GetsPastThem()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        for (var i = 0; i < 6; i++)
        {
            _library.Thumbnails.Remove(_library.Photo($"{i}.png").Hash!.Value);
            File.Delete(_library[$"{i}.png"]);
        }

        var indexer = Indexer();
        var encoded = 0;
        ModelChangeReport report;
        do
        {
            report = (await indexer.RunAsync(new IndexRequest { Targets = [], ChangeLimit = 3 }, null, TestContext.Current.CancellationToken)).ModelChange!;
            encoded += report.Encoded;
        }
        while (report.Impossible < 6 || encoded < 4);

        Assert.Equal((6, 6, false), (report.Missing, report.Impossible, report.IsDone));
        Assert.Equal(4, encoded);
    }

    [Fact]
    public async Task Run_PhotoThatChangedMeanwhile_IsNotTakenForTheOldOne()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        var before = _library.Photo("a.png").Hash;
        _library.Thumbnails.Remove(before!.Value);
        _library.Add("a.png", "blue");

        var report = await RunAsync(new IndexRequest { Targets = [] });

        Assert.Equal((0, 1, false), (report.ModelChange!.Encoded, report.ModelChange.Missing, report.ModelChange.IsDone));
        Assert.Equal(before, _library.Photo("a.png").Hash);
        Assert.True((await RunAsync()).ModelChange!.IsDone);
    }

    [Fact]
    public async Task Run_FailedPhotos_HoldNoChangeUp()
    {
        _library.Add("a.png", "red");
        File.WriteAllBytes(_library["broken.png"], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]);
        await _library.IndexAsync();

        Assert.True((await RunAsync()).ModelChange!.IsDone);
        Assert.Equal(PhotoStatus.Failed, _library.Photo("broken.png").Status);
    }

    [Fact]
    public async Task Run_NextModelThatCannotBeOpened_IsToldAndTheRunIsDone()
    {
        _library.Add("a.png", "red");
        _change.Error = new ModelException("m", "It is broken.");

        var report = await RunAsync(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] });

        Assert.Equal((1, "It is broken.", false), (report.New, report.ModelChange!.Problem, report.ModelChange.IsDone));
    }

    [Fact]
    public async Task Run_Cancelled_KeepsWhatIsDoneAndChangesNothing()
    {
        for (var i = 0; i < 40; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        using var stop = new CancellationTokenSource();
        using var next = new FakeDualEncoder("next", size: 24) { BeforeBatch = stop.Cancel };
        var change = new FakeModelChange(next);
        var indexer = new Indexer(_library.Catalog, _library.Decoder, _library.Thumbnails, _library.Encoder, new IndexerOptions(), TimeProvider.System, change);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => indexer.RunAsync(new IndexRequest { Targets = [] }, null, stop.Token));

        Assert.False(change.IsDone);
        Assert.InRange(_library.Catalog.GetSpaces().First(space => space.Space == next.Space).Embeddings, 1, 39);
    }

    [Fact]
    public async Task Run_WithAModelThatIsNotInUseAnyMore_DoesNothing()
    {
        _library.Add("a.png", "red");
        var indexer = new Indexer(
            _library.Catalog, _library.Decoder, _library.Thumbnails, _library.Encoder, new IndexerOptions(), TimeProvider.System, new FakeModelChange(_next) { InUse = () => false });

        await Assert.ThrowsAsync<ModelChangedException>(() => indexer.RunAsync(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken));

        Assert.Equal(0, _library.Encoder.EncodedTiles);
        var indexers = new Queue<Indexer>([indexer, Indexer()]);
        await using var job = new IndexJob(indexers.Dequeue, TimeProvider.System);
        job.Start(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] });
        while (job.Status.State != IndexJobState.Idle) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(1, job.Status.LastReport!.New);
    }

    [Fact]
    public async Task Pieces_PhotosThatCameBack_AreTriedAgainByTheNextRun()
    {
        _library.Add("a.png", "red");
        _library.Add("b.png", "blue");
        await _library.IndexAsync();
        var hash = _library.Photo("a.png").Hash!.Value;
        _library.Thumbnails.Remove(hash);
        File.Move(_library["a.png"], _library.Outside("a.png"));
        var indexer = Indexer();
        var piece = new IndexRequest { Targets = [], ChangeLimit = 100 };
        Assert.Equal(1, (await indexer.RunAsync(piece, null, TestContext.Current.CancellationToken)).ModelChange!.Impossible);
        File.Move(_library.Outside("a.png"), _library["a.png"]);
        Assert.Equal(0, (await indexer.RunAsync(piece, null, TestContext.Current.CancellationToken)).ModelChange!.Encoded);

        var report = await indexer.RunAsync(piece with { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken);

        Assert.True(report.ModelChange!.IsDone);
    }

    [Fact]
    public async Task Job_ChangeThatCannotGoOn_TellsWhy()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        _change.Error = new ModelException("/gone", "There is no model folder /gone.");
        var indexer = Indexer();
        await using var job = new IndexJob(() => indexer, TimeProvider.System);

        job.Start(new IndexRequest { Targets = [] });
        while (job.Status.State != IndexJobState.Idle) await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.Equal("There is no model folder /gone.", job.Status.LastError);
    }

    [Fact]
    public async Task Job_ManyPhotosThatCannotBeEncoded_GetsPastThem()
    {
        for (var i = 0; i < 2100; i++) _library.Add($"{i:0000}.png", "red", $"{i}");
        await _library.IndexAsync();
        for (var i = 0; i < 2060; i++)
        {
            _library.Thumbnails.Remove(_library.Photo($"{i:0000}.png").Hash!.Value);
            File.Delete(_library[$"{i:0000}.png"]);
        }

        var indexer = Indexer();
        await using var job = new IndexJob(() => indexer, TimeProvider.System);

        job.Start(new IndexRequest { Targets = [] });
        while (job.Status.State != IndexJobState.Idle) await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.Equal(40, _next.EncodedTiles);
    }

    [Fact]
    public async Task Job_WithAChange_WorksItOffInPiecesAndLetsOthersIn()
    {
        for (var i = 0; i < 12; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var indexer = Indexer();
        await using var job = new IndexJob(() => indexer, TimeProvider.System);

        job.Start(new IndexRequest { Targets = [] });
        while (job.Status.State != IndexJobState.Idle) await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.True(_change.IsDone);
        Assert.Null(job.Status.LastReport);
        Assert.Null(job.Status.LastError);
    }

    private Indexer Indexer(FakeModelChange? change = null) => new(
        _library.Catalog, _library.Decoder, _library.Thumbnails, _library.Encoder, new IndexerOptions { ExcludedFolders = [_library.Home] }, TimeProvider.System, change ?? _change);

    private Task<IndexReport> RunAsync(IndexRequest? request = null) =>
        Indexer().RunAsync(request ?? new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken);
}
