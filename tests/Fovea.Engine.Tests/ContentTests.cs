using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>Whose vector, id and status a file gets when the same bytes are, or were, elsewhere.</summary>
public sealed class ContentTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Index_MovedPhotoThatAnotherModelCannotEncode_FailsAtItsNewPathAndKeepsItsVectors()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        var id = _library.Photo("a.png").Id;
        using var other = new FakeDualEncoder("other") { BeforeBatch = () => throw new EncodingException(0, "The model gave NaN.") };

        File.Move(_library["a.png"], _library["b.png"]);
        var report = await _library.IndexWithAsync(other);

        Assert.Null(_library.Catalog.FindByPath(_library["a.png"]));
        Assert.Equal((id, PhotoStatus.Failed), (_library.Photo("b.png").Id, _library.Photo("b.png").Status));
        Assert.True(_library.HasVector("b.png"));
        Assert.Single(report.Failures);
    }

    [Fact]
    public async Task Index_FailedPhotoThatIsRenamedToAText_IsNotAPhotoAnyMore()
    {
        _library.Add("good.png");
        File.WriteAllText(_library["bad.jpg"], "bread, milk");
        await _library.IndexAsync();

        File.Move(_library["bad.jpg"], _library["notes.txt"]);
        await _library.IndexAsync();

        Assert.Equal(PhotoStatus.NotAPhoto, _library.Photo("notes.txt").Status);
        Assert.Null(_library.Catalog.FindByPath(_library["bad.jpg"]));
    }

    [Fact]
    public async Task Index_CopyOfAFailedPhoto_IsNamedAsFailed()
    {
        File.WriteAllText(_library["bad.jpg"], "<html>not found</html>");
        await _library.IndexAsync();

        File.Copy(_library["bad.jpg"], _library["copy.jpg"]);
        var report = await _library.IndexAsync();

        Assert.Equal(0, report.New);
        Assert.Equal(_library["copy.jpg"], Assert.Single(report.Failures).Path);
    }

    [Fact]
    public async Task Index_FolderOfDuplicatesRenamed_KeepsEachIdAtItsName()
    {
        for (var i = 0; i < 6; i++) _library.Add($"old/{i}.png");
        await _library.IndexAsync();
        var ids = Enumerable.Range(0, 6).Select(i => _library.Photo($"old/{i}.png").Id).ToList();

        Directory.Move(_library["old"], _library["new"]);
        await _library.IndexAsync();

        Assert.Equal(ids, Enumerable.Range(0, 6).Select(i => _library.Photo($"new/{i}.png").Id));
    }

    [Fact]
    public async Task Index_DuplicateOfAPhotoThatHasOnlyTheOtherModelsVector_KeepsBoth()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        using var other = new FakeDualEncoder("other");
        File.Copy(_library["a.png"], _library["b.png"]);
        var a = _library["a.png"];
        var hidden = _library[".a.png"];
        File.Move(a, hidden);
        await _library.IndexWithAsync(other);
        _library.Catalog.RemoveSpace(_library.Encoder.Space);
        await _library.IndexAsync();
        File.Move(hidden, a);
        await _library.IndexWithAsync(other);

        await _library.IndexAsync();

        Assert.True(_library.HasVector("a.png") && _library.HasVector("b.png"));
        Assert.True(_library.HasVector("a.png", other) && _library.HasVector("b.png", other));
    }

    [Fact]
    public async Task Index_ModelSwitch_TakesNoVectorFromAPhotoWithTheSameBytes()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        using var other = new FakeDualEncoder("other");
        Directory.CreateDirectory(_library.Outside("second"));
        File.Copy(_library["a.png"], Path.Combine(_library.Outside("second"), "copy.png"));
        var second = _library.Library.Add(_library.Outside("second"));
        await _library.CreateIndexer(model: other).RunAsync(new IndexRequest { Targets = [second] }, null, TestContext.Current.CancellationToken);

        await _library.IndexWithAsync(other);

        Assert.True(_library.HasVector("a.png"), "the vector of the first model is gone");
        Assert.True(_library.HasVector("a.png", other));
    }

    [Fact]
    public async Task Index_CopyBesideATouchedOriginal_IsNotEncodedAgain()
    {
        _library.Add("a.png");
        await _library.IndexAsync();

        File.Copy(_library["a.png"], _library["b.png"]);
        File.SetLastWriteTimeUtc(_library["a.png"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await _library.IndexAsync();

        Assert.Equal(1, _library.Encoder.EncodedTiles);
    }

    [Fact]
    public async Task Index_TwoFilesThatSwapNames_AreNotEncodedAgain()
    {
        _library.Add("a.png", "red", "a");
        _library.Add("b.png", "blue", "bb");
        await _library.IndexAsync();

        File.Move(_library["a.png"], _library["x"]);
        File.Move(_library["b.png"], _library["a.png"]);
        File.Move(_library["x"], _library["b.png"]);
        await _library.IndexAsync();

        Assert.Equal(2, _library.Encoder.EncodedTiles);
        Assert.Equal(_library["a.png"], _library.Search("blue")[0]);
        Assert.Equal(_library["b.png"], _library.Search("red")[0]);
    }

    [Fact]
    public async Task Index_PhotoThatCannotBeReadNow_KeepsWhatIsKnownOfIt()
    {
        _library.Add("a.png", "red", "a");
        _library.Add("b.png", "red", "b");
        await _library.IndexAsync();
        using var other = new FakeDualEncoder("other");

        // A folder in the file's place cannot be read, whoever asks.
        _library.Decoder.Before = _ =>
        {
            _library.Decoder.Before = null;
            foreach (var name in new[] { "a.png", "b.png" })
            {
                if (_library.Catalog.FindByPath(_library[name]) is null || !File.Exists(_library[name])) continue;
                File.Move(_library[name], _library.Outside(name));
                Directory.CreateDirectory(_library[name]);
            }
        };
        var report = await _library.IndexWithAsync(other, options: new IndexerOptions { DecodeWorkers = 1, ReadAhead = 0 });

        Assert.Equal(PhotoFailureKind.Unreadable, Assert.Single(report.Failures).Failure.Kind);
        Assert.True(_library.HasVector("a.png") && _library.HasVector("b.png"));
        Assert.Equal(2, _library.Find("red", folders: [_library.Photos]).Results.Count);
    }

    [Fact]
    public async Task Index_RawThatGetsABrokenJpeg_StaysFindable()
    {
        File.WriteAllBytes(_library["IMG_1.dng"], TestPicture.Solid(220, 20, 20));
        await _library.IndexAsync();

        File.WriteAllText(_library["IMG_1.jpg"], "<html>not found</html>");
        await _library.IndexAsync();
        await _library.IndexAsync();

        Assert.Equal([_library["IMG_1.dng"]], _library.Search("red"));
    }

    [Fact]
    public async Task Index_RawThatGetsItsJpeg_BecomesPartOfIt()
    {
        File.WriteAllBytes(_library["IMG_1.dng"], TestPicture.Solid(220, 20, 20));
        await _library.IndexAsync();

        _library.Add("IMG_1.jpg");
        var report = await _library.IndexAsync();

        Assert.Equal([_library["IMG_1.jpg"]], _library.Search("red"));
        Assert.Equal(_library["IMG_1.dng"], _library.Photo("IMG_1.jpg").Companion);
        Assert.Empty(report.Kept);
    }

    [Fact]
    public async Task Index_TextThatIsDeleted_IsNoPhotoThatLeft()
    {
        _library.Add("a.png");
        File.WriteAllText(_library["notes.txt"], "bread, milk");
        await _library.IndexAsync();

        File.Delete(_library["notes.txt"]);
        var report = await _library.IndexAsync();

        Assert.Equal(0, report.Removed);
        Assert.Null(_library.Catalog.FindByPath(_library["notes.txt"]));
    }

    [Fact]
    public async Task Index_FileThatBecomesAFolderAndBack_FollowsTheDisk()
    {
        _library.Add("keep.png", "red", "keep");
        _library.Add("x.png", "blue");
        await _library.IndexAsync();

        File.Delete(_library["x.png"]);
        _library.Add("x.png/y.png", "green");
        await _library.IndexAsync(prune: true);
        var asFolder = _library.Search("green", 10);
        Directory.Delete(_library["x.png"], recursive: true);
        _library.Add("x.png", "blue");
        await _library.IndexAsync(prune: true);

        Assert.Equal([_library["x.png/y.png"], _library["keep.png"]], asFolder);
        Assert.Equal([_library["x.png"], _library["keep.png"]], _library.Search("blue"));
    }
}
