using System.Collections.Concurrent;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Tests;

public sealed class IndexJobTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestLibrary _library = new();
    private readonly ConcurrentQueue<IndexJobStatus> _seen = new();
    private readonly IndexJob _job;
    private Func<Indexer> _indexer;

    public IndexJobTests()
    {
        _indexer = () => _library.CreateIndexer(new IndexerOptions { DecodeWorkers = 2, CommitInterval = TimeSpan.FromMilliseconds(100) });
        _job = new IndexJob(() => _indexer(), TimeProvider.System);
        _job.Changed += () => _seen.Enqueue(_job.Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _job.DisposeAsync();
        _library.Dispose();
    }

    [Fact]
    public async Task Start_AFolder_IndexesItAndSaysSo()
    {
        AddMany(20);
        Assert.Equal(IndexJobState.Idle, _job.Status.State);
        _job.Start(Request());
        var status = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Equal(20, status.LastReport!.New);
        Assert.Null(status.LastError);
        Assert.NotNull(status.LastEnded);
        Assert.Null(status.Progress);
        await UntilAsync(_ => !_seen.IsEmpty && _seen.Last().State == IndexJobState.Idle);
        Assert.Equal(_job.Status.Revision, _seen.Last().Revision);
    }

    [Fact]
    public async Task Pause_WhileIndexing_CommitsWhatIsReadyAndHoldsTheRight()
    {
        AddMany(40);
        PauseAtCall(10);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Paused);
        var kept = await UntilStillAsync(() => _library.Search("red", 100).Count);

        Assert.InRange(kept, 10, 12);
        Assert.Null(_library.Catalog.TryLockForIndexing(out _));
        Assert.Equal(IndexJobState.Paused, _job.Status.State);

        _job.Resume();
        var status = await UntilAsync(status => status.State == IndexJobState.Idle);
        Assert.Equal(40, status.LastReport!.New);
        Assert.Equal(40, _library.Search("red", 100).Count);
    }

    [Fact]
    public async Task Stop_WhilePaused_KeepsWhatIsDoneAndForgetsWhatWaits()
    {
        AddMany(40);
        PauseAtCall(10);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Paused);
        var kept = await UntilStillAsync(() => _library.Search("red", 100).Count);
        _job.Start(Request());
        _job.Stop();
        var status = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Null(status.LastReport);
        Assert.Null(status.LastError);
        Assert.InRange(kept, 10, 12);
        Assert.Equal(kept, _library.Search("red", 100).Count);
        using var right = _library.Catalog.TryLockForIndexing(out _);
        Assert.NotNull(right);
    }

    [Fact]
    public async Task Start_WhileARunGoesOn_JoinsWhatWaits()
    {
        AddMany(10);
        Directory.CreateDirectory(_library.Outside("second"));
        File.Copy(_library["00.png"], Path.Combine(_library.Outside("second"), "x.png"));
        var runs = 0;
        var inner = _indexer;
        _indexer = () =>
        {
            runs++;
            return inner();
        };
        PauseAtCall(3);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Paused);
        _job.Start(Request());
        _job.Start(new IndexRequest { Targets = [_library.Library.Add(_library.Outside("second"))], RetryFailed = true });
        _job.Start(Request());
        _job.Resume();
        var status = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Equal(2, runs);
        Assert.Equal((1, 10), (status.LastReport!.New, status.LastReport.Unchanged));
    }

    [Fact]
    public async Task Start_WithPrune_NeverSpreadsToARequestWithout()
    {
        AddMany(10);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Idle);
        for (var i = 0; i < 8; i++) File.Delete(_library[$"{i:00}.png"]);
        _job.Start(Request());
        var kept = await UntilAsync(status => status.State == IndexJobState.Idle);
        _job.Start(Request() with { Prune = true });
        var pruned = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Equal((8, 10), (kept.LastReport!.Kept[0].Vanished, kept.LastReport.Kept[0].Known));
        Assert.Equal(8, pruned.LastReport!.Removed);
    }

    [Fact]
    public async Task Run_ThatBreaksOff_SaysWhyAndTheNextOneWorks()
    {
        AddMany(5);
        var works = _indexer;
        _indexer = () => throw new ModelException("model", "The model is damaged. Choose another one.");
        _job.Start(Request());
        var model = await UntilAsync(status => status.State == IndexJobState.Idle);
        _indexer = () => throw new InvalidOperationException("a bug");
        _job.Start(Request());
        var defect = await UntilAsync(status => status.State == IndexJobState.Idle);
        _indexer = works;
        _job.Start(Request());
        var good = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Equal("The model is damaged. Choose another one.", model.LastError);
        Assert.Contains("a bug (InvalidOperationException)", defect.LastError, StringComparison.Ordinal);
        Assert.Null(good.LastError);
        Assert.Equal(5, good.LastReport!.New);
    }

    [Fact]
    public async Task Resume_AfterPhotosCameBack_DoesNotRemoveThem()
    {
        AddMany(20);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Idle);
        var away = _library.Outside("away.png");
        File.Move(_library["00.png"], away);
        for (var i = 20; i < 30; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        PauseAtCall(25);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Paused);
        File.Move(away, _library["00.png"]);
        _job.Resume();
        var status = await UntilAsync(status => status.State == IndexJobState.Idle);

        Assert.Equal((10, 0), (status.LastReport!.New, status.LastReport.Removed));
        Assert.Equal(30, _library.Search("red", 100).Count);
    }

    [Fact]
    public async Task Dispose_WhileIndexing_StopsAndLeavesNothingRented()
    {
        AddMany(40);
        PauseAtCall(5);
        _job.Start(Request());
        await UntilAsync(status => status.State == IndexJobState.Paused);
        await _job.DisposeAsync();

        Assert.Equal(0, _library.Decoder.OpenTiles);
        Assert.Throws<ObjectDisposedException>(() => _job.Start(Request()));
    }

    private IndexRequest Request() => new() { Targets = [_library.Library.Add(_library.Photos)] };

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++) _library.Add($"{i:00}.png", "red", $"{i}");
    }

    private void PauseAtCall(int call)
    {
        var calls = _library.Decoder.Calls;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == call) _job.Pause();
        };
    }

    private async Task<IndexJobStatus> UntilAsync(Func<IndexJobStatus, bool> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = _job.Status;
            if (condition(status)) return status;
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"it stays {status.State}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    // A busy machine may take long over the last commit: what must be there is waited for, and only then whether more comes.
    private static async Task<int> UntilStillAsync(Func<int> count)
    {
        const int Least = 10;
        var before = -1;
        for (var (now, tries) = (count(), 0); (now != before || now < Least) && tries < 100; now = count(), tries++)
        {
            before = now;
            await Task.Delay(600, TestContext.Current.CancellationToken);
        }

        return before;
    }
}
