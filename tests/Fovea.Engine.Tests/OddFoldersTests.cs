using Fovea.Engine.Indexing;

namespace Fovea.Engine.Tests;

public sealed class OddFoldersTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_LinksInACircle_FindsEachPhotoOnce()
    {
        _library.Add("a/1.png");
        Directory.CreateSymbolicLink(_library["a/up"], _library.Photos);
        Directory.CreateSymbolicLink(_library["a/self"], _library["a"]);
        Directory.CreateSymbolicLink(_library["ring1"], _library["ring2"]);
        Directory.CreateSymbolicLink(_library["ring2"], _library["ring1"]);
        File.CreateSymbolicLink(_library["again.png"], _library["a/1.png"]);

        var report = await _library.IndexAsync();

        Assert.Equal(1, report.New);
        Assert.Equal([_library["a/1.png"]], _library.Search("red"));
    }

    [Fact]
    public async Task Index_LinkToAFolderElsewhere_IsFollowedOnce()
    {
        Directory.CreateDirectory(_library.Outside("elsewhere/sub"));
        File.Copy(_library.Add("a.png", "blue"), Path.Combine(_library.Outside("elsewhere/sub"), "1.png"));
        File.WriteAllBytes(Path.Combine(_library.Outside("elsewhere"), "2.png"), Testing.TestPicture.Solid(9, 9, 200));
        Directory.CreateSymbolicLink(_library["one"], _library.Outside("elsewhere"));
        Directory.CreateSymbolicLink(_library["two"], _library.Outside("elsewhere"));

        var report = await _library.IndexAsync();

        Assert.Equal(3, report.New);
    }

    [Fact]
    public async Task Index_LinkWhoseTargetIsAway_KeepsWhatWasBelowIt()
    {
        Directory.CreateDirectory(_library.Outside("drive"));
        for (var i = 0; i < 3; i++) File.Copy(_library.Add($"{i}.png", "red", $"{i}"), Path.Combine(_library.Outside("drive"), $"x{i}.png"));
        Directory.CreateSymbolicLink(_library["drive"], _library.Outside("drive"));
        await _library.IndexAsync();

        Directory.Move(_library.Outside("drive"), _library.Outside("unplugged"));
        var report = await _library.IndexAsync(prune: true);

        Assert.Equal((0, 3L), (report.Removed, report.Offline));
        Assert.Single(report.Issues);
        Assert.Equal(6, _library.Search("red").Count);
    }

    [Fact]
    public async Task Index_UnreadableFolder_IsReportedAndKeepsItsPhotos()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are taken away the Unix way here");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "an administrator may read every folder");
        _library.Add("locked/1.png", "red", "1");
        _library.Add("open/1.png", "red", "2");
        await _library.IndexAsync();

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_library["locked"], UnixFileMode.None);
        var report = await _library.IndexAsync(prune: true);

        Assert.Equal((0, 1L), (report.Removed, report.Offline));
        Assert.Equal(_library["locked"], Assert.Single(report.Issues).Folder);
    }

    [Fact]
    public async Task Index_DataFolderInsideARoot_IsNotIndexed()
    {
        _library.Add("a.png");
        Directory.CreateDirectory(Path.Combine(_library.Home, "models"));
        File.Copy(_library["a.png"], Path.Combine(_library.Home, "models", "b.png"));
        var root = Path.GetDirectoryName(_library.Photos)!;

        var report = await _library.IndexAsync(target: _library.Library.Add(root));

        Assert.Equal((1, 0, 0), (report.New, report.Failures.Count, report.NotPhotos.Count));
    }

    [Fact]
    public void Add_DataFolderItself_IsRefused()
    {
        var error = Assert.Throws<LibraryException>(() => _library.Library.Add(_library.Home));

        Assert.Contains("never indexed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_FolderThatIsNotThere_SaysSo()
    {
        var error = Assert.Throws<LibraryException>(() => _library.Library.Add(_library["nowhere"]));

        Assert.Contains("There is no folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_HiddenFilesAndFolders_AreLeftOut()
    {
        _library.Add("a.png");
        _library.Add(".hidden.png", "red", "2");
        _library.Add(".thumbnails/b.png", "red", "3");
        _library.Add("@eaDir/c.png", "red", "4");

        Assert.Equal(1, (await _library.IndexAsync()).New);
    }

    [Fact]
    public async Task Index_NamedPipe_DoesNotBlock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders");
        _library.Add("a.png");
        using (var process = System.Diagnostics.Process.Start("mkfifo", [_library["pipe.jpg"]])) process.WaitForExit();

        var report = await _library.IndexAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, report.New);
    }

    [Fact]
    public async Task Index_RootThatGoesAwayDuringTheRun_LosesNothing()
    {
        for (var i = 0; i < 20; i++) _library.Add($"{i:00}.png", "red", $"{i}");
        await _library.IndexAsync();
        for (var i = 20; i < 60; i++) _library.Add($"{i:00}.png", "blue", $"{i}");
        var target = _library.Library.Find(_library.Photos)!;
        var calls = 0;
        _library.Decoder.Before = _ =>
        {
            if (Interlocked.Increment(ref calls) == 5) Directory.Move(_library.Photos, _library.Outside("unplugged"));
        };

        var indexer = _library.CreateIndexer(new IndexerOptions { DecodeWorkers = 1 });
        var report = await indexer.RunAsync(new IndexRequest { Targets = [target], Prune = true }, null, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (report.Removed, report.Failures.Count));
        Assert.Single(report.OfflineRoots);
        Assert.True(_library.Search("red", 100).Count >= 20);
    }
}
