using Fovea.Testing;

namespace Fovea.Engine.Tests;

public sealed class IncrementalIndexTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_NewFolder_FindsPhotosByMeaning()
    {
        var red = _library.Add("a/red.png");
        var blue = _library.Add("b/blue.png", "blue");

        var report = await _library.IndexAsync();

        Assert.Equal(2, report.New);
        Assert.Equal([red, blue], _library.Search("red"));
        Assert.Equal([blue, red], _library.Search("blue"));
    }

    [Fact]
    public async Task Index_UnchangedFiles_AreNotOpened()
    {
        var path = _library.Add("red.png");
        await _library.IndexAsync();
        var before = new FileInfo(path);
        var (modified, size) = (before.LastWriteTimeUtc, (int)before.Length);

        // Other bytes under the same stamp would be noticed by whoever opens the file.
        File.WriteAllBytes(path, new byte[size]);
        File.SetLastWriteTimeUtc(path, modified);
        var report = await _library.IndexAsync();

        Assert.Equal(1, report.Unchanged);
        Assert.Equal(1, _library.Decoder.Calls);
        Assert.Empty(report.Failures);
    }

    [Fact]
    public async Task Index_TouchedFile_IsNotDecodedAgain()
    {
        var path = _library.Add("red.png");
        await _library.IndexAsync();

        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var report = await _library.IndexAsync();
        var again = await _library.IndexAsync();

        Assert.Equal((0, 1), (report.Changed, report.Unchanged));
        Assert.Equal(1, again.Unchanged);
        Assert.Equal(1, _library.Decoder.Calls);
    }

    [Fact]
    public async Task Index_ChangedFile_IsEncodedAgain()
    {
        var path = _library.Add("a.png", "red");
        _library.Add("b.png", "green");
        await _library.IndexAsync();
        var id = _library.Catalog.FindByPath(path)!.Id;

        _library.Add("a.png", "blue", "longer than before");
        var report = await _library.IndexAsync();

        Assert.Equal((0, 1), (report.New, report.Changed));
        Assert.Equal(path, _library.Search("blue")[0]);
        Assert.Equal(id, _library.Catalog.FindByPath(path)!.Id);
    }

    [Theory]
    [InlineData("renamed.png")]
    [InlineData("other/folder/a.png")]
    public async Task Index_MovedFile_KeepsItsIdAndVector(string to)
    {
        var from = _library.Add("a.png", "red");
        _library.Add("b.png", "green");
        await _library.IndexAsync();
        var id = _library.Catalog.FindByPath(from)!.Id;

        Directory.CreateDirectory(Path.GetDirectoryName(_library[to])!);
        File.Move(from, _library[to]);
        var report = await _library.IndexAsync();

        Assert.Equal((0, 1, 0), (report.New, report.Moved, report.Removed));
        Assert.Equal(id, _library.Catalog.FindByPath(_library[to])!.Id);
        Assert.Null(_library.Catalog.FindByPath(from));
        Assert.Equal(2, _library.Encoder.EncodedTiles);
    }

    [Fact]
    public async Task Index_WholeFolderRenamed_IsMovesAndNotLosses()
    {
        for (var i = 0; i < 10; i++) _library.Add($"old/{i}.png", "red", $"{i}");
        await _library.IndexAsync();

        Directory.Move(_library["old"], _library["new"]);
        var report = await _library.IndexAsync();

        Assert.Equal((0, 10, 0), (report.New, report.Moved, report.Removed));
        Assert.Empty(report.Kept);
        Assert.Equal(10, _library.Encoder.EncodedTiles);
    }

    [Fact]
    public async Task Index_CopiedFile_ReusesTheVector()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();

        File.Copy(_library["a.png"], _library["copy.png"]);
        var report = await _library.IndexAsync();

        Assert.Equal(1, report.New);
        Assert.Equal(1, _library.Encoder.EncodedTiles);
        Assert.Equal(2, _library.Search("red").Count);
    }

    [Fact]
    public async Task Index_TwoFilesThatSwapNames_GetEachOthersVector()
    {
        _library.Add("a.png", "red", "a");
        _library.Add("b.png", "blue", "bb");
        await _library.IndexAsync();

        File.Move(_library["a.png"], _library["x"]);
        File.Move(_library["b.png"], _library["a.png"]);
        File.Move(_library["x"], _library["b.png"]);
        await _library.IndexAsync();

        Assert.Equal(_library["a.png"], _library.Search("blue")[0]);
        Assert.Equal(_library["b.png"], _library.Search("red")[0]);
    }

    [Fact]
    public async Task Index_RemovedFile_Leaves()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();

        File.Delete(_library["3.png"]);
        File.Delete(_library["4.png"]);
        var report = await _library.IndexAsync();

        Assert.Equal(2, report.Removed);
        Assert.Equal(8, _library.Search("red").Count);
    }

    [Fact]
    public async Task Index_OneFolderOfARoot_LeavesTheRestAlone()
    {
        _library.Add("a/1.png", "red", "1");
        _library.Add("b/1.png", "blue", "2");
        await _library.IndexAsync();
        _library.Add("a/2.png", "red", "3");
        _library.Add("b/2.png", "blue", "4");

        var report = await _library.IndexAsync(target: _library.Library.Find(_library["a"]));

        Assert.Equal(1, report.New);
        Assert.Equal(3, _library.Search("red").Count);
    }

    [Fact]
    public async Task Index_AnotherModel_EncodesIntoItsOwnSpace()
    {
        _library.Add("a.png", "red");
        await _library.IndexAsync();
        using var other = new FakeDualEncoder("other weights");
        var indexer = new Indexing.Indexer(_library.Catalog, _library.Decoder, _library.Thumbnails, other, new Indexing.IndexerOptions(), TimeProvider.System);

        var report = await indexer.RunAsync(
            new Indexing.IndexRequest { Targets = [_library.Library.Add(_library.Photos)] }, null, TestContext.Current.CancellationToken);
        var back = await _library.IndexAsync();

        Assert.Equal(1, report.Changed);
        Assert.Equal(1, other.EncodedTiles);
        Assert.Equal(1, back.Unchanged);
        Assert.Equal(2, _library.Catalog.GetSpaces().Count);
    }

    [Fact]
    public async Task Index_RawBesideJpegName_IsOnePhoto()
    {
        _library.Add("IMG_1.jpg", "red");
        File.WriteAllBytes(_library["img_1.CR2"], [1, 2, 3]);
        _library.Add("IMG_2.jpg", "red", "2");

        var report = await _library.IndexAsync();

        Assert.Equal((2, 0), (report.New, report.Failures.Count));
        Assert.Equal(_library["img_1.CR2"], _library.Catalog.FindByPath(_library["IMG_1.jpg"])!.Companion);
    }

    [Fact]
    public async Task Index_RawThatComesLater_JoinsItsJpegWithoutEncoding()
    {
        _library.Add("IMG_1.jpg", "red");
        await _library.IndexAsync();

        File.WriteAllBytes(_library["IMG_1.DNG"], [1, 2, 3]);
        var report = await _library.IndexAsync();

        Assert.Equal((0, 0, 1), (report.New, report.Failures.Count, report.Unchanged));
        Assert.Equal(_library["IMG_1.DNG"], _library.Catalog.FindByPath(_library["IMG_1.jpg"])!.Companion);
        Assert.Equal(1, _library.Encoder.EncodedTiles);
    }
}
