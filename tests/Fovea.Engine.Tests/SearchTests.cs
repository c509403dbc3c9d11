using Fovea.Engine.Searching;
using Fovea.Testing;
using Fovea.Vectors;

namespace Fovea.Engine.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly TestLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task Search_FolderFilter_AppliesBeforeRanking()
    {
        for (var i = 0; i < 30; i++) _library.Add($"many/{i}.png", "red", $"{i}");
        var wanted = _library.Add("few/blue.png", "blue");
        _library.Add("fewer/red.png", "red", "x");
        await _library.IndexAsync();

        Assert.Equal([wanted], _library.Search("red", 5, [_library["few"]]));
        Assert.Equal([wanted], _library.Search("red in:few", 5));
    }

    [Fact]
    public async Task Search_DateFilter_UsesLocalTime()
    {
        var old = _library.Add("old.png", "red", "1");
        var young = _library.Add("new.png", "red", "2");
        File.SetLastWriteTime(old, new DateTime(2015, 12, 31, 23, 30, 0, DateTimeKind.Local));
        File.SetLastWriteTime(young, new DateTime(2016, 1, 1, 0, 30, 0, DateTimeKind.Local));
        await _library.IndexAsync();

        Assert.Equal([old], _library.Search("red date:2015"));
        Assert.Equal([young], _library.Search("red after:2015"));
        Assert.Empty(_library.Search("red date:2014"));
    }

    [Fact]
    public async Task Search_OnlyFilters_ListsNewestFirst()
    {
        var older = _library.Add("a.png", "red", "1");
        var newer = _library.Add("b.png", "blue", "2");
        File.SetLastWriteTime(older, new DateTime(2015, 3, 1, 0, 0, 0, DateTimeKind.Local));
        File.SetLastWriteTime(newer, new DateTime(2015, 9, 1, 0, 0, 0, DateTimeKind.Local));
        await _library.IndexAsync();

        var page = _library.Find("date:2015");

        Assert.Equal([newer, older], page.Results.Select(result => result.Photo.Path));
        Assert.All(page.Results, result => Assert.Null(result.Score));
    }

    [Fact]
    public async Task Search_SubtractedConcept_MovesItsPhotosDown()
    {
        var red = _library.Add("red.png", "red");
        var green = _library.Add("green.png", "green");
        await _library.IndexAsync();

        Assert.Equal([green, red], _library.Search("yellow -red"));
        Assert.Equal([red, green], _library.Search("yellow -green"));
    }

    [Fact]
    public async Task Search_NextPage_GoesOnWhereTheFirstEnded()
    {
        for (var i = 0; i < 10; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        using var searcher = CreateSearcher();

        var all = searcher.Search(new SearchRequest { Text = "red", Limit = 10 }, TestContext.Current.CancellationToken).Results;
        var second = searcher.Search(new SearchRequest { Text = "red", Offset = 4, Limit = 3 }, TestContext.Current.CancellationToken).Results;

        Assert.Equal(all.Skip(4).Take(3).Select(result => result.Photo.Id), second.Select(result => result.Photo.Id));
    }

    [Fact]
    public async Task Search_AfterTheCatalogChanged_SeesTheChange()
    {
        _library.Add("a.png", "red", "1");
        await _library.IndexAsync();
        using var searcher = CreateSearcher();
        var before = searcher.Search(new SearchRequest { Text = "red" }, TestContext.Current.CancellationToken).Results.Count;

        _library.Add("b.png", "red", "2");
        await _library.IndexAsync();
        var after = searcher.Search(new SearchRequest { Text = "red" }, TestContext.Current.CancellationToken).Results.Count;

        Assert.Equal((1, 2), (before, after));
    }

    [Fact]
    public void Search_EmptyLibrary_FindsNothing()
    {
        Assert.Empty(_library.Search("red"));
        Assert.Empty(_library.Search(string.Empty));
    }

    [Fact]
    public async Task FindSimilar_PhotoOfTheLibrary_FindsOthersWithoutDecoding()
    {
        var red = _library.Add("red.png", "red", "1");
        var alike = _library.Add("alike.png", "red", "2");
        var blue = _library.Add("blue.png", "blue");
        await _library.IndexAsync();
        var calls = _library.Decoder.Calls;
        using var searcher = CreateSearcher();

        var page = searcher.FindSimilar(new SimilarRequest { Path = red }, TestContext.Current.CancellationToken);

        Assert.Equal([alike, blue], page.Results.Select(result => result.Photo.Path));
        Assert.Equal(calls, _library.Decoder.Calls);
    }

    [Fact]
    public async Task FindSimilar_PictureFromOutside_IsEncoded()
    {
        var blue = _library.Add("blue.png", "blue");
        _library.Add("red.png", "red");
        await _library.IndexAsync();
        var outside = _library.Outside("sky.png");
        File.WriteAllBytes(outside, TestPicture.Solid(30, 30, 255, note: "sky"));
        using var searcher = CreateSearcher();

        var page = searcher.FindSimilar(new SimilarRequest { Path = outside, Limit = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(blue, Assert.Single(page.Results).Photo.Path);
    }

    [Fact]
    public void FindSimilar_FileThatIsNoPicture_SaysWhat()
    {
        var path = _library.Outside("notes.txt");
        File.WriteAllText(path, "bread, milk");
        using var searcher = CreateSearcher();

        var error = Assert.Throws<LibraryException>(() => searcher.FindSimilar(new SimilarRequest { Path = path }, TestContext.Current.CancellationToken));

        Assert.Contains("is not a picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_PhotoThatFailedSince_IsNotShownAndThePageIsFull()
    {
        for (var i = 0; i < 5; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var photo = _library.Photo("0.png");
        _library.Catalog.Commit("fake", [new CatalogChange.Failed(photo.Root, "0.png", null, photo.Stamp, photo.Hash, new PhotoFailure(PhotoFailureKind.TimedOut, "slow"))]);
        using var searcher = CreateSearcher();

        var first = searcher.Search(new SearchRequest { Text = "red", Limit = 3 }, TestContext.Current.CancellationToken);
        var second = searcher.Search(new SearchRequest { Text = "red", Offset = 3, Limit = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal((3, 1), (first.Results.Count, second.Results.Count));
        Assert.Equal(
            ["1.png", "2.png", "3.png", "4.png"],
            first.Results.Concat(second.Results).Select(result => Path.GetFileName(result.Photo.Path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Index_PhotoThatFailedUnderAnotherModel_IsFindableAgainUnderItsOwn()
    {
        _library.Add("a.png");
        await _library.IndexAsync();
        using var other = new FakeDualEncoder("other") { BeforeBatch = () => throw new EncodingException(0, "The model gave NaN.") };
        await _library.IndexWithAsync(other);
        Assert.Equal(PhotoStatus.Failed, _library.Photo("a.png").Status);

        await _library.IndexAsync();

        Assert.Equal([_library["a.png"]], _library.Search("red"));
        Assert.Equal(PhotoStatus.Indexed, _library.Photo("a.png").Status);
    }

    [Theory]
    [InlineData("red in:\"a\0b\"")]
    [InlineData("red in:\"\"")]
    [InlineData("red in:../../..")]
    [InlineData("red in:~/nowhere")]
    [InlineData("red in:/")]
    [InlineData("-red")]
    [InlineData("-red -blue in:~")]
    public async Task Search_OddQuery_GivesAnAnswer(string text)
    {
        _library.Add("a.png");
        await _library.IndexAsync();

        Assert.InRange(_library.Search(text).Count, 0, 1);
    }

    [Fact]
    public async Task FindSimilar_LinkToAPhotoOfTheLibrary_IsThatPhoto()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        _library.Add("red.png", "red", "1");
        var alike = _library.Add("alike.png", "red", "2");
        await _library.IndexAsync();
        var calls = _library.Decoder.Calls;
        File.CreateSymbolicLink(_library.Outside("link.png"), _library["red.png"]);
        using var searcher = CreateSearcher();

        var page = searcher.FindSimilar(new SimilarRequest { Path = _library.Outside("link.png") }, TestContext.Current.CancellationToken);

        Assert.Equal([alike], page.Results.Select(result => result.Photo.Path));
        Assert.Equal(calls, _library.Decoder.Calls);
    }

    [Fact]
    public async Task FindSimilar_FailedPhotoAndRawTwin_AnswerAsTheyCan()
    {
        _library.Add("IMG_1.jpg", "red", "1");
        File.WriteAllBytes(_library["IMG_1.CR2"], [1, 2, 3]);
        var alike = _library.Add("alike.png", "red", "2");
        File.WriteAllText(_library["bad.jpg"], "<html>not found</html>");
        await _library.IndexAsync();
        using var searcher = CreateSearcher();

        var page = searcher.FindSimilar(new SimilarRequest { Path = _library["IMG_1.CR2"] }, TestContext.Current.CancellationToken);
        var error = Assert.Throws<LibraryException>(() => searcher.FindSimilar(new SimilarRequest { Path = _library["bad.jpg"] }, TestContext.Current.CancellationToken));

        Assert.Equal([alike], page.Results.Select(result => result.Photo.Path));
        Assert.Contains("bad.jpg", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(0, -1)]
    public void Search_NegativePage_IsRefused(int offset, int limit)
    {
        using var searcher = CreateSearcher();

        Assert.Throws<ArgumentOutOfRangeException>(() => searcher.Search(new SearchRequest { Text = "red", Offset = offset, Limit = limit }, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => searcher.FindSimilar(new SimilarRequest { Path = "/a.png", Offset = offset, Limit = limit }, TestContext.Current.CancellationToken));
    }

    private Searcher CreateSearcher() => new(_library.Catalog, new SegmentIndexFactory(), _library.Decoder, _library.Encoder, TimeProvider.System);
}
