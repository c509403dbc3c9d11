namespace Fovea.Engine.Tests;

public sealed class VanishedPhotosTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_RootThatIsAway_KeepsItsPhotosOffline()
    {
        var path = _library.Add("a.png");
        await _library.IndexAsync();
        var target = _library.Library.Find(_library.Photos)!;

        Directory.Move(_library.Photos, _library.Outside("unplugged"));
        var report = await _library.IndexAsync(prune: true, target: target);

        Assert.Equal((0, 1L), (report.Removed, report.Offline));
        Assert.Single(report.OfflineRoots);
        var found = Assert.Single(_library.Find("red").Results);
        Assert.True(found.Photo.IsOffline);
        Assert.Equal(path, found.Photo.Path);

        Directory.Move(_library.Outside("unplugged"), _library.Photos);
        var back = await _library.IndexAsync();
        Assert.Equal((1, 0L), (back.Unchanged, back.Offline));
        Assert.Equal(1, _library.Encoder.EncodedTiles);
    }

    [Fact]
    public async Task Index_EmptyMountPoint_KeepsItsPhotosOffline()
    {
        _library.Add("a.png");
        await _library.IndexAsync();

        File.Delete(_library["a.png"]);
        var report = await _library.IndexAsync(prune: true);

        Assert.Equal((0, 1L), (report.Removed, report.Offline));
        Assert.Single(_library.Search("red"));
    }

    [Fact]
    public async Task Index_MoreThanAFifthGone_KeepsThemUntilToldToPrune()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        for (var i = 0; i < 3; i++) File.Delete(_library[$"{i}.png"]);

        var careful = await _library.IndexAsync();
        var offline = _library.Find("red").Results.Count(result => result.Photo.IsOffline);
        var pruned = await _library.IndexAsync(prune: true);

        Assert.Equal((0, 3L), (careful.Removed, careful.Offline));
        Assert.Equal((3, 10), (careful.Kept.Single().Vanished, careful.Kept.Single().Known));
        Assert.Equal(3, offline);
        Assert.Equal((3, 0L), (pruned.Removed, pruned.Offline));
        Assert.Equal(7, _library.Search("red").Count);
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 0)]
    public async Task Index_MoreThanAFifthGone_AsksWhereSomebodyCanAnswer(bool answer, int removed)
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        for (var i = 0; i < 5; i++) File.Delete(_library[$"{i}.png"]);
        var question = (0, 0);

        var report = await _library.IndexAsync(confirm: (_, vanished, known) =>
        {
            question = (vanished, known);
            return answer;
        });

        Assert.Equal((5, 10), question);
        Assert.Equal(removed, report.Removed);
    }

    [Fact]
    public async Task Index_PhotosThatComeBack_AreOnlineAgainWithoutEncoding()
    {
        for (var i = 0; i < 4; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        Directory.CreateDirectory(_library.Outside("away"));
        for (var i = 0; i < 2; i++) File.Move(_library[$"{i}.png"], Path.Combine(_library.Outside("away"), $"{i}.png"));
        await _library.IndexAsync();

        for (var i = 0; i < 2; i++) File.Move(Path.Combine(_library.Outside("away"), $"{i}.png"), _library[$"{i}.png"]);
        var report = await _library.IndexAsync();

        Assert.Equal((4, 0L), (report.Unchanged, report.Offline));
        Assert.Equal(4, _library.Encoder.EncodedTiles);
    }

    [Fact]
    public async Task Index_FolderThatIsAbsorbedByItsParent_KeepsVectors()
    {
        _library.Add("a/b/1.png");
        await _library.IndexAsync(target: _library.Library.Add(_library["a/b"]));

        var report = await _library.IndexAsync();

        Assert.Equal((0, 1), (report.New, report.Unchanged));
        Assert.Single(_library.Catalog.GetRoots());
    }
}
