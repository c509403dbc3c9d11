using System.Collections.Concurrent;
using Fovea.Engine.Indexing;
using Fovea.Engine.Watching;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Watching;

/// <summary>Real folders and the system's own events; only the encoder is a fake.</summary>
public sealed class LibraryWatcherTests : IAsyncLifetime
{
    private readonly TestLibrary _library = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<IndexRequest> _requests = [];
    private readonly ConcurrentQueue<IndexReport> _reports = [];
    private Task _watching = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 4; i++) _library.Add($"old/{i}.png", "red", $"{i}");
        _library.Add("other/1.png", "green", "other");
        var watcher = new LibraryWatcher(
            _library.Catalog, [_library.Home], IndexAsync, text => Assert.Fail(text), TimeProvider.System);
        _library.Library.Add(_library.Photos);
        _watching = Task.Run(() => watcher.RunAsync(new WatchOptions { Rescan = TimeSpan.FromHours(1) }, _stop.Token));
        await UntilAsync(() => _reports.Count == 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _watching);
        _stop.Dispose();
        _library.Dispose();
    }

    [Fact]
    public async Task Watch_NewPhoto_IsIndexedByLookingAtItsFolderAlone()
    {
        _library.Add("old/new.png", "blue");

        await UntilAsync(() => IsKnown("old/new.png"));

        var target = Assert.Single(Assert.Single(_requests.Skip(1)).Targets);
        Assert.Equal(("old", false), (target.Below, target.IsDeep));
    }

    [Fact]
    public async Task Watch_FolderThatIsMadeAndFilled_IsWatchedToo()
    {
        _library.Add("new/deep/1.png", "blue", "1");
        await UntilAsync(() => IsKnown("new/deep/1.png"));

        _library.Add("new/deep/2.png", "blue", "2");

        await UntilAsync(() => IsKnown("new/deep/2.png"));
    }

    [Fact]
    public async Task Watch_MovedPhotoAndFolder_AreNotEncodedAgain()
    {
        var (id, encoded) = (_library.Photo("old/1.png").Id, _library.Encoder.EncodedTiles);

        File.Move(_library["old/0.png"], _library["other/0.png"]);
        Directory.Move(_library["old"], _library["renamed"]);
        await UntilAsync(() => IsKnown("renamed/1.png") && IsKnown("other/0.png") && _library.Catalog.GetCounts().Sum(count => count.Indexed) == 5);

        Assert.Equal((id, encoded), (_library.Photo("renamed/1.png").Id, _library.Encoder.EncodedTiles));
        _library.Add("renamed/new.png", "blue");
        await UntilAsync(() => IsKnown("renamed/new.png"));
    }

    [Fact]
    public async Task Watch_DeletedFolder_LeavesAtOnceHoweverMuchItIs()
    {
        Directory.Delete(_library["old"], recursive: true);

        await UntilAsync(() => _library.Catalog.GetCounts().Sum(count => count.Indexed) == 1);

        Assert.All(_reports, report => Assert.Empty(report.Kept));
        Assert.All(_reports, report => Assert.Empty(report.Issues));
    }

    [Fact]
    public async Task Watch_RootThatGoesAndComesBack_IsOfflineAndThenWatchedAgain()
    {
        Directory.Move(_library.Photos, _library.Outside("away"));
        await UntilAsync(() => _reports.Any(report => report.OfflineRoots.Count == 1));
        Assert.Equal(5, _library.Catalog.GetCounts().Sum(count => count.Offline));

        Directory.Move(_library.Outside("away"), _library.Photos);
        await UntilAsync(() => _library.Catalog.GetCounts().Sum(count => count.Offline) == 0);
        _library.Add("old/new.png", "blue");

        await UntilAsync(() => IsKnown("old/new.png"));
    }

    [Fact]
    public async Task Watch_SlowCopy_IsNotReadBeforeItIsClosed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells when a file is closed");
        var bytes = TestPicture.Png(200, 200, (x, y) => ((byte)x, (byte)y, (byte)(x ^ y)));
        var reads = _library.Decoder.Calls;
        using (var file = new FileStream(_library["old/slow.png"], FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            await file.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), TestContext.Current.CancellationToken);
            await file.FlushAsync(TestContext.Current.CancellationToken);

            // Something else in that folder makes it look there, and find the half copy.
            _library.Add("old/quick.png", "blue");
            await UntilAsync(() => IsKnown("old/quick.png"));
            Assert.False(IsKnown("old/slow.png"));
            Assert.Equal(reads + 1, _library.Decoder.Calls);
            await file.WriteAsync(bytes.AsMemory(bytes.Length / 2), TestContext.Current.CancellationToken);
        }

        await UntilAsync(() => IsKnown("old/slow.png"));
        Assert.Equal(PhotoStatus.Indexed, _library.Photo("old/slow.png").Status);
    }

    [Fact]
    public async Task Watch_FetchedFile_IsAPhotoWhenItHasItsName()
    {
        var part = _library.Add("old/fetched.png.part", "blue");
        _library.Add("old/beside.png", "green", "beside");
        await UntilAsync(() => IsKnown("old/beside.png"));
        Assert.Null(_library.Catalog.FindByPath(part));

        File.Move(part, _library["old/fetched.png"]);

        await UntilAsync(() => IsKnown("old/fetched.png"));
    }

    [Fact]
    public async Task Watch_BurstOfPhotos_IsAFewRuns()
    {
        for (var i = 0; i < 500; i++) _library.Add($"burst/{i % 10}/{i}.png", "red", $"burst {i}");

        await UntilAsync(() => _library.Catalog.GetCounts().Sum(count => count.Indexed) == 505);

        Assert.InRange(_requests.Count, 2, 40);
    }

    [Fact]
    public async Task Watch_LinkToAPhotoElsewhere_IsFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        Directory.CreateDirectory(_library.Outside("album"));
        File.Copy(_library["other/1.png"], Path.Combine(_library.Outside("album"), "a.png"));

        Directory.CreateSymbolicLink(_library["linked"], _library.Outside("album"));
        await UntilAsync(() => IsKnown("linked/a.png"));
        File.WriteAllBytes(Path.Combine(_library.Outside("album"), "b.png"), TestPicture.Solid(1, 2, 200, note: "b"));

        await UntilAsync(() => IsKnown("linked/b.png"));
    }

    private bool IsKnown(string path) => _library.Catalog.FindByPath(_library[path]) is not null;

    private async Task<IndexReport?> IndexAsync(IndexRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        var report = await _library.CreateIndexer().RunAsync(request, null, cancellationToken);
        _reports.Enqueue(report);
        return report;
    }

    private async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isTrue())
        {
            if (_watching.IsFaulted) await _watching;
            await Task.Delay(20, limit.Token);
        }
    }
}
