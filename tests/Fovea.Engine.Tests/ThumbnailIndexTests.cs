using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>What an indexing run does with thumbnails.</summary>
public sealed class ThumbnailIndexTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_NewPhoto_KeepsItsThumbnail()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();

        Assert.Equal([0xFF, 0xD8], Thumbnail("a.png")![..2]);
    }

    [Fact]
    public async Task Index_MovedAndCopiedPhoto_SharesTheThumbnail()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        File.Copy(_library["a.png"], _library["copy.png"]);
        File.Move(_library["a.png"], _library["moved.png"]);
        await _library.IndexAsync();

        Assert.Equal(1, _library.Decoder.Calls);
        Assert.NotNull(Thumbnail("copy.png"));
        Assert.NotNull(Thumbnail("moved.png"));
        Assert.Single(Stored());
    }

    [Fact]
    public async Task Index_RemovedAndChangedPhotos_TakesTheirThumbnailsButNotThoseOfTwins()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        File.Copy(_library["1.png"], _library["twin.png"]);
        await _library.IndexAsync();
        var (gone, changed, twin) = (Hash("0.png"), Hash("2.png"), Hash("1.png"));
        File.Delete(_library["0.png"]);
        File.Delete(_library["1.png"]);
        _library.Add("2.png", "blue", "another");
        await _library.IndexAsync();

        Assert.Null(_library.Thumbnails.Find(gone));
        Assert.Null(_library.Thumbnails.Find(changed));
        Assert.NotNull(_library.Thumbnails.Find(twin));
        Assert.NotNull(Thumbnail("2.png"));
        Assert.Equal(9, Stored().Count);
    }

    [Fact]
    public async Task Index_NewModelFromThumbnails_WorksWhereTheFolderIsAway()
    {
        _library.Add("a.png", "red");
        _library.Add("b.png", "blue");
        await _library.IndexAsync();
        Directory.Move(_library.Photos, _library.Outside("away"));
        using var other = new FakeDualEncoder("other");

        var report = await FromThumbnailsAsync(other);

        Assert.Equal((2, 0, 0), (report.Changed, report.Removed, report.Failures.Count));
        Assert.True(_library.HasVector("a.png", other) && _library.HasVector("b.png", other));
        Assert.True(_library.HasVector("a.png"));
        Assert.Equal(0, (await FromThumbnailsAsync(other)).Changed);
    }

    [Fact]
    public async Task Index_NewModelFromThumbnails_LeavesPhotosWithoutOneToTheNextRun()
    {
        _library.Add("a.png", "red");
        _library.Add("b.png", "blue");
        await _library.IndexAsync();
        _library.Thumbnails.Remove(Hash("b.png"));
        using var other = new FakeDualEncoder("other");

        var report = await FromThumbnailsAsync(other);

        Assert.Equal((1, 1), (report.Changed, report.WithoutThumbnail));
        Assert.False(_library.HasVector("b.png", other));
        Assert.Equal(1, (await _library.IndexWithAsync(other)).Changed);
        Assert.True(_library.HasVector("b.png", other));
    }

    private Task<IndexReport> FromThumbnailsAsync(FakeDualEncoder model) => _library.CreateIndexer(model: model).RunAsync(
        new IndexRequest { Targets = [new IndexTarget(_library.Catalog.GetRoots().Single())], FromThumbnails = true }, null, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Index_FolderThatIsAway_KeepsTheThumbnails()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        Directory.Move(_library.Photos, _library.Outside("away"));
        await _library.CreateIndexer().RunAsync(
            new IndexRequest { Targets = [new IndexTarget(_library.Catalog.GetRoots()[0])], Prune = true }, null, TestContext.Current.CancellationToken);

        Assert.Single(Stored());
    }

    [Fact]
    public async Task Forget_ARoot_TakesItsThumbnails()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        _library.Library.Forget(_library.Photos);

        Assert.Empty(Stored());
    }

    [Fact]
    public async Task Index_WhereThumbnailsCannotBeKept_IndexesAllTheSame()
    {
        File.WriteAllText(Path.Combine(_library.Home, "thumbnails"), "in the way");
        _library.Add("a.png", "red");
        var report = await _library.IndexAsync();

        Assert.Equal((1, 0), (report.New, report.Failures.Count));
    }

    private ContentHash Hash(string path) => _library.Photo(path).Hash!.Value;

    private byte[]? Thumbnail(string path) => _library.Thumbnails.Find(Hash(path));

    private List<string> Stored()
    {
        var folder = Path.Combine(_library.Home, "thumbnails");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }
}
