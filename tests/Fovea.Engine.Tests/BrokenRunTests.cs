using System.Collections.Concurrent;
using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>Runs that end early: what is done is kept, nothing hangs, nothing stays rented.</summary>
public sealed class BrokenRunTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("Commit", 3)]
    [InlineData("FindByContent", 20)]
    [InlineData("GetKnownFiles", 1)]
    [InlineData("TryLockForIndexing", 1)]
    public async Task Index_CatalogThatFails_EndsWithItsErrorAndGoesOnLater(string method, int call)
    {
        AddMany(60);
        var calls = 0;
        var faulty = FaultyCatalog.Create(_library.Catalog, name =>
        {
            if (name == method && Interlocked.Increment(ref calls) >= call) throw new CatalogException("The disk is full.");
        });

        var run = _library.IndexWithAsync(catalog: faulty, options: new IndexerOptions { MaxBatchChanges = 8 });
        var error = await Assert.ThrowsAsync<CatalogException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var kept = _library.Search("red", 100).Count;
        var open = _library.Decoder.OpenTiles;
        await _library.IndexAsync();

        Assert.Equal("The disk is full.", error.Message);
        if (method == "Commit") Assert.InRange(kept, 16, 40);
        Assert.Equal(0, open);
        Assert.Equal(60, _library.Search("red", 100).Count);
    }

    [Fact]
    public async Task Index_DecoderThatThrows_NamesThePhotoAndKeepsTheRest()
    {
        AddMany(40);
        var calls = 0;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == 30) throw new InvalidOperationException("a bug");
        };

        var run = _library.IndexWithAsync();
        var error = await Assert.ThrowsAsync<LibraryException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Contains(_library.Photos, error.Message, StringComparison.Ordinal);
        Assert.Contains("a bug", error.Message, StringComparison.Ordinal);
        Assert.InRange(_library.Search("red", 100).Count, 25, 32);
        Assert.Equal(0, _library.Decoder.OpenTiles);
    }

    [Fact]
    public async Task Index_EncoderThatFailsLate_KeepsWhatWasEncodedBefore()
    {
        var batches = 0;
        using var model = new FakeDualEncoder { BeforeBatch = () => { if (Interlocked.Increment(ref batches) == 4) throw new EncodingException(-1, "The model stopped."); } };
        AddMany(60);

        await Assert.ThrowsAsync<EncodingException>(() => _library.IndexWithAsync(model).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        // Whether the batches beside the fourth are done is chance.
        Assert.InRange(_library.Search("red", 100).Count, 16, 60);
        Assert.Equal(0, _library.Decoder.OpenTiles);
    }

    [Fact]
    public async Task Index_Cancelled_LeavesNoTileRented()
    {
        AddMany(40);
        using var stop = new CancellationTokenSource();
        var calls = 0;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == 20) stop.Cancel();
        };

        var run = _library.CreateIndexer().RunAsync(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal(0, _library.Decoder.OpenTiles);
    }

    [Theory]
    [InlineData(IndexPhase.Waiting)]
    [InlineData(IndexPhase.Scanning)]
    [InlineData(IndexPhase.Indexing)]
    public async Task Index_CancelledInAnyPhase_StopsAndGivesTheRightBack(IndexPhase phase)
    {
        AddMany(40);
        using var stop = new CancellationTokenSource();
        var right = phase == IndexPhase.Waiting ? _library.Catalog.TryLockForIndexing(out _) : null;
        var progress = new ProgressLog(value =>
        {
            if (value.Phase == phase) stop.Cancel();
        });

        var run = _library.CreateIndexer().RunAsync(new IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, progress, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        right?.Dispose();
        using var again = _library.Catalog.TryLockForIndexing(out _);

        Assert.NotNull(again);
    }

    [Fact]
    public async Task Index_OneSlowPhoto_DoesNotKeepTheOthersFromBeingCommitted()
    {
        AddMany(12);
        using var gate = new ManualResetEventSlim();
        var calls = 0;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == 12) gate.Wait(TimeSpan.FromSeconds(30));
        };

        var run = _library.IndexWithAsync(options: new IndexerOptions { DecodeWorkers = 2, CommitInterval = TimeSpan.FromMilliseconds(200) });
        for (var i = 0; i < 200 && _library.Search("red").Count < 11; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        var before = _library.Search("red").Count;
        gate.Set();
        await run;

        Assert.Equal(11, before);
    }

    [Fact]
    public async Task Index_Progress_NeverGoesBack()
    {
        AddMany(30);
        await _library.IndexAsync();
        for (var i = 30; i < 45; i++) _library.Add($"b/{i}.png", "red", $"{i}");
        var log = new ProgressLog(_ => { });

        await _library.IndexWithAsync(progress: log);

        Assert.All(log.Seen.Zip(log.Seen.Skip(1)), pair =>
        {
            Assert.True(pair.Second.Phase >= pair.First.Phase);
            Assert.True(pair.Second.Scanned >= pair.First.Scanned);
            Assert.True(pair.Second.Done >= pair.First.Done);
        });
        Assert.Equal((45, 15, 15), (log.Seen[^1].Scanned, log.Seen[^1].Total, log.Seen[^1].Done));
    }

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++) _library.Add($"a/{i:00}.png", "red", $"{i}");
    }

    private sealed class ProgressLog(Action<IndexProgress> seen) : IProgress<IndexProgress>
    {
        private readonly ConcurrentQueue<IndexProgress> _seen = new();

        public IReadOnlyList<IndexProgress> Seen => [.. _seen];

        public void Report(IndexProgress value)
        {
            _seen.Enqueue(value);
            seen(value);
        }
    }
}
