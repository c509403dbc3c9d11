using System.Collections.Concurrent;
using Fovea.Engine.Indexing;
using Fovea.Engine.Watching;

namespace Fovea.Engine.Tests.Watching;

/// <summary>Systems that watch nothing, or lose what they saw.</summary>
public sealed class WatchLimitTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly ConcurrentQueue<string> _said = [];
    private readonly ConcurrentQueue<IndexRequest> _requests = [];

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Watch_SystemWatchesNoMore_SaysWhatToDoAndLooksNowAndThen()
    {
        _library.Add("a/1.png");
        await WatchAsync(new NoEvents(WatchOutcome.NoMore), TimeSpan.FromMilliseconds(500), async _ =>
        {
            await UntilAsync(() => _library.Catalog.FindByPath(_library["a/1.png"]) is not null);
            _library.Add("a/2.png", "blue");
            await UntilAsync(() => _library.Catalog.FindByPath(_library["a/2.png"]) is not null);
        });

        Assert.Equal("2 folders cannot be watched, and are looked at every 0 minutes instead: ask the administrator.", Assert.Single(_said));
    }

    [Fact]
    public async Task Watch_NoEventsAtAll_LooksNowAndThen()
    {
        _library.Add("a/1.png");

        await WatchAsync(null, TimeSpan.FromMilliseconds(500), _ => UntilAsync(() => _requests.Count >= 3));

        Assert.All(_requests, request => Assert.True(Assert.Single(request.Targets).IsWholeRoot));
    }

    [Fact]
    public async Task Watch_EventsLost_LooksAtEverything()
    {
        _library.Add("a/1.png");
        await WatchAsync(new NoEvents(WatchOutcome.Watched), TimeSpan.FromHours(1), async tell =>
        {
            await UntilAsync(() => _library.Catalog.FindByPath(_library["a/1.png"]) is not null);
            _library.Add("a/2.png", "blue");
            tell(new FolderEvent(FolderEventKind.Lost, string.Empty));
            await UntilAsync(() => _library.Catalog.FindByPath(_library["a/2.png"]) is not null);
        });
        Assert.Empty(_said);
    }

    [Fact]
    public async Task Watch_RunThatFails_IsSaid()
    {
        _library.Add("a/1.png");
        var watcher = new LibraryWatcher(
            _library.Catalog, [], (_, _) => throw new CatalogException("The disk is full."), _said.Enqueue, TimeProvider.System)
        {
            Source = _ => new NoEvents(WatchOutcome.Watched),
        };
        _library.Library.Add(_library.Photos);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => watcher.RunAsync(new WatchOptions(), stop.Token), TestContext.Current.CancellationToken);

        await UntilAsync(() => !_said.IsEmpty);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal("The disk is full. It is tried again in 30 seconds.", Assert.Single(_said));
    }

    [Fact]
    public async Task SystemEvents_FilesAndFolders_AreTold()
    {
        Directory.CreateDirectory(_library["a"]);
        var told = new ConcurrentQueue<FolderEvent>();
        using var events = new SystemEvents(told.Enqueue);
        Assert.Equal(WatchOutcome.Watched, events.Watch(_library.Photos));
        Assert.Equal(WatchOutcome.Watched, events.Watch(_library["a"]));
        Assert.Equal(WatchOutcome.NotThere, events.Watch(_library.Outside("none")));

        _library.Add("a/1.png");
        await UntilAsync(() => told.Contains(new FolderEvent(FolderEventKind.File, _library["a/1.png"])));
        File.Move(_library["a/1.png"], _library["a/2.png"]);
        await UntilAsync(() => told.Contains(new FolderEvent(FolderEventKind.FolderTaken, _library["a/1.png"])) && told.Contains(new FolderEvent(FolderEventKind.File, _library["a/2.png"])));
        Directory.CreateDirectory(_library["b"]);
        await UntilAsync(() => told.Contains(new FolderEvent(FolderEventKind.Folder, _library["b"])));

        events.Forget(_library.Photos);
    }

    private async Task WatchAsync(NoEvents? events, TimeSpan rescan, Func<Action<FolderEvent>, Task> meanwhile)
    {
        Action<FolderEvent> tell = _ => { };
        var watcher = new LibraryWatcher(_library.Catalog, [_library.Home], IndexAsync, _said.Enqueue, TimeProvider.System)
        {
            Source = given =>
            {
                tell = given;
                return events;
            },
        };
        _library.Library.Add(_library.Photos);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => watcher.RunAsync(new WatchOptions { Rescan = rescan }, stop.Token), TestContext.Current.CancellationToken);
        await meanwhile(change => tell(change));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    private async Task<IndexReport?> IndexAsync(IndexRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        return await _library.CreateIndexer().RunAsync(request, null, cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isTrue()) await Task.Delay(20, limit.Token);
    }

    private sealed class NoEvents(WatchOutcome outcome) : IFolderEvents
    {
        public TimeSpan Quiet => TimeSpan.FromMilliseconds(10);

        public string LimitAdvice => "ask the administrator";

        public WatchOutcome Watch(string folder) => outcome;

        public void Forget(string folder)
        {
        }

        public void Dispose()
        {
        }
    }
}
