using Fovea.Catalog;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Tests;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_Cancelled_KeepsWhatIsDoneAndGoesOnLater()
    {
        for (var i = 0; i < 40; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        using var stop = new CancellationTokenSource();
        var calls = 0;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == 20) stop.Cancel();
        };
        var request = new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _library.CreateIndexer().RunAsync(request, null, stop.Token));
        var kept = _library.Search("red", 100).Count;
        var rest = await _library.IndexAsync();

        Assert.InRange(kept, 15, 25);
        Assert.Equal(40 - kept, rest.New);
        Assert.Equal(40, _library.Search("red", 100).Count);
    }

    [Fact]
    public async Task Index_WhileAnotherRuns_WaitsAndSaysForWhom()
    {
        _library.Add("a.png");
        using var other = SqlitePhotoCatalog.Open(_library.Home, TimeProvider.System);
        var right = other.TryLockForIndexing(out _)!;
        var waiting = new TaskCompletionSource<string?>();
        var progress = new SynchronousProgress(value =>
        {
            if (value.Phase == IndexPhase.Waiting) waiting.TrySetResult(value.Holder);
        });

        var run = _library.CreateIndexer().RunAsync(
            new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, progress, TestContext.Current.CancellationToken);
        var holder = await waiting.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        right.Dispose();
        var report = await run;

        Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), holder, StringComparison.Ordinal);
        Assert.Equal(1, report.New);
    }

    [Fact]
    public async Task Search_WhileIndexing_SeesWhatIsCommitted()
    {
        _library.Add("first.png", "blue");
        await _library.IndexAsync();
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        using var gate = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        _library.Decoder.Before = _ =>
        {
            reached.Set();
            gate.Wait(TimeSpan.FromSeconds(30));
        };

        var run = _library.IndexAsync();
        Assert.True(reached.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var found = _library.Search("blue");
        gate.Set();
        await run;

        Assert.Equal([_library["first.png"]], found);
    }

    [Fact]
    public async Task Index_Progress_EndsWithEverythingDone()
    {
        for (var i = 0; i < 12; i++) _library.Add($"{i}.png", "red", $"{i}");
        var seen = new List<IndexProgress>();

        await _library.CreateIndexer().RunAsync(
            new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, new SynchronousProgress(seen.Add), TestContext.Current.CancellationToken);

        Assert.Equal((12, 12), (seen[^1].Done, seen[^1].Total));
        Assert.Equal(IndexPhase.Scanning, seen[0].Phase);
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.Second.Done >= pair.First.Done));
    }

    private sealed class SynchronousProgress(Action<IndexProgress> report) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => report(value);
    }
}
