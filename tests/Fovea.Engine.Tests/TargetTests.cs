using Fovea.Catalog;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Tests;

/// <summary>Targets that overlap, are named twice, or are not what they were when the run began to wait.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a", "a")]
    public async Task Index_OverlappingTargets_AreWalkedOnce(string first, string second)
    {
        for (var i = 0; i < 5; i++) _library.Add($"a/b/{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var root = _library.Library.Find(_library.Photos)!.Root;
        File.Delete(_library["a/b/0.png"]);
        _library.Add("a/b/new.png", "blue");

        var report = await RunAsync(new IndexTarget(root, first), new IndexTarget(root, second));

        Assert.Equal((1, 1, 4), (report.New, report.Removed, report.Unchanged));
    }

    [Fact]
    public async Task Index_RootThatWasAbsorbedWhileWaiting_GoesOnInItsNewRoot()
    {
        _library.Add("a/1.png");
        using var other = SqlitePhotoCatalog.Open(_library.Home, TimeProvider.System);
        var inner = _library.Library.Add(_library["a"]);
        var right = other.TryLockForIndexing(out _)!;
        var run = RunAsync(inner);
        other.AddRoot(_library.Photos);
        right.Dispose();

        var report = await run;

        Assert.Equal(1, report.New);
        Assert.Equal([_library["a/1.png"]], _library.Search("red"));
    }

    [Fact]
    public async Task Index_RootThatWasForgottenWhileWaiting_StaysForgotten()
    {
        _library.Add("a.png");
        var target = _library.Library.Add(_library.Photos);
        _library.Library.Forget(_library.Photos);

        var report = await RunAsync(target);

        Assert.Equal(0, report.New);
        Assert.Empty(_library.Catalog.GetRoots());
    }

    [Fact]
    public async Task Index_FolderOfARootThatIsGone_KeepsItsPhotos()
    {
        _library.Add("a/1.png", "red", "1");
        _library.Add("b/1.png", "red", "2");
        await _library.IndexAsync();
        var target = _library.Library.Find(_library["a"])!;

        Directory.Delete(_library["a"], recursive: true);
        var part = await RunAsync(target);
        var kept = _library.Search("red").Count;
        var whole = await _library.IndexAsync(prune: true);

        Assert.Equal((0, 1L, 2), (part.Removed, part.Offline, kept));
        Assert.Equal(1, whole.Removed);
    }

    [Fact]
    public async Task Index_FolderOfARootThatIsAway_MarksTheRoot()
    {
        _library.Add("a/1.png", "red", "1");
        await _library.IndexAsync();
        var target = _library.Library.Find(_library["a"])!;

        Directory.Move(_library.Photos, _library.Outside("unplugged"));
        var report = await RunAsync(target);

        Assert.Single(report.OfflineRoots);
        Assert.False(_library.Catalog.GetRoots().Single().IsAvailable);
    }

    [Fact]
    public async Task Index_PhotoThatMovedIntoAnotherRootOfTheRun_KeepsItsId()
    {
        _library.Add("a/1.png", "red", "1");
        _library.Add("a/2.png", "blue", "2");
        Directory.CreateDirectory(_library["b"]);
        var (a, b) = (_library.Library.Add(_library["a"]), _library.Library.Add(_library["b"]));
        await RunAsync(a, b);
        var id = _library.Photo("a/1.png").Id;

        File.Move(_library["a/1.png"], _library["b/1.png"]);
        var report = await RunAsync(a, b);

        Assert.Equal((1, 0), (report.Moved, report.Removed));
        Assert.Equal(id, _library.Photo("b/1.png").Id);
    }

    [Fact]
    public async Task Index_PhotoThatMovedOutOfARootThatIsNotPartOfTheRun_IsCopiedFirstAndLeavesLater()
    {
        for (var i = 0; i < 9; i++) _library.Add($"a/{i}.png", "red", $"{i}");
        Directory.CreateDirectory(_library["b"]);
        var (a, b) = (_library.Library.Add(_library["a"]), _library.Library.Add(_library["b"]));
        await RunAsync(a, b);
        Directory.CreateDirectory(_library["b"]);
        File.Move(_library["a/1.png"], _library["b/1.png"]);

        await RunAsync(b);
        var between = _library.Search("red", 20).Count;
        await RunAsync(a);

        Assert.Equal((10, 9), (between, _library.Search("red", 20).Count));
        Assert.Equal(9, _library.Encoder.EncodedTiles);
    }

    private Task<IndexReport> RunAsync(params IndexTarget[] targets) =>
        _library.CreateIndexer().RunAsync(new IndexRequest { Targets = targets }, null, TestContext.Current.CancellationToken);
}
