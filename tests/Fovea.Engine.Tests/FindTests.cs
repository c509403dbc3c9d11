using Fovea.Engine.Searching;
using Fovea.Vectors;
using static Fovea.Engine.Tests.SyntheticPhotos;

namespace Fovea.Engine.Tests;

public sealed class FindTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly Searcher _searcher;

    public FindTests() => _searcher = new(_library.Catalog, new SegmentIndexFactory(), _library.Decoder, _library.Encoder, TimeProvider.System);

    public void Dispose()
    {
        _searcher.Dispose();
        _library.Dispose();
    }

    [Fact]
    public void Find_FewThatStandOut_AreStrongAndTheRestIsLeftOut()
    {
        _library.AddCrowd(100);
        var red = _library.AddSynthetic("red.jpg", Vector(1, 0, 0));
        var nearly = _library.AddSynthetic("nearly.jpg", Vector(1, 0.2f, 0));

        var set = Find("red");

        Assert.Equal([red, nearly], set.Ids.ToArray());
        Assert.Equal((true, 2, 0, 100, 102L), (set.IsRanked, set.Strong, set.Possible, set.Weak, set.Searched));
        Assert.Equal([MatchStrength.Strong, MatchStrength.Strong, MatchStrength.None], Enumerable.Range(0, 3).Select(set.StrengthAt));
        Assert.True(set.Scores[0] > set.Scores[1]);
    }

    [Fact]
    public void Find_WithWeakOnes_GoesOnWithTheRest()
    {
        _library.AddCrowd(100);
        _library.AddSynthetic("red.jpg", Vector(1, 0, 0));

        var set = Find(new SearchRequest { Text = "red", IncludeWeak = true });

        Assert.Equal((101, 1, 0, 100), (set.Count, set.Strong, set.Possible, set.Weak));
        Assert.Equal(MatchStrength.Weak, set.StrengthAt(100));
        Assert.Equal(set.Scores.ToArray().OrderDescending(), set.Scores.ToArray());
    }

    [Theory]
    [InlineData(SearchOrder.Relevance, false)]
    [InlineData(SearchOrder.Newest, false)]
    [InlineData(SearchOrder.Newest, true)]
    public void Find_NothingStandsOut_IsTheNearestFewByRelevance(SearchOrder order, bool includeWeak)
    {
        _library.AddCrowd(100);

        var set = Find(new SearchRequest { Text = "red", Order = order, IncludeWeak = includeWeak });

        Assert.Equal((40, 0, 0, 100), (set.Count, set.Strong, set.Possible, set.Weak));
        Assert.Equal((SearchOrder.Relevance, MatchStrength.Weak), (set.Order, set.StrengthAt(0)));
        Assert.Equal(set.Scores.ToArray().OrderDescending(), set.Scores.ToArray());
    }

    [Fact]
    public void Find_FewPhotosInAll_AreAllPossible()
    {
        _library.AddCrowd(3);

        var set = Find("red");

        Assert.Equal((3, 0, 3, 0), (set.Count, set.Strong, set.Possible, set.Weak));
    }

    [Fact]
    public void Find_NothingToRankBy_IsEverythingNewestFirstWithUnknownDatesLast()
    {
        var old = _library.AddSynthetic("old.jpg", Vector(1, 0, 0), new DateTime(2001, 1, 1));
        var none = _library.AddSynthetic("none.jpg", Vector(1, 0, 0));
        var young = _library.AddSynthetic("young.jpg", Vector(0, 1, 0), new DateTime(2020, 1, 1));
        var twin = _library.AddSynthetic("twin.jpg", Vector(0, 1, 0), new DateTime(2020, 1, 1));

        var set = Find("");

        Assert.Equal([young, twin, old, none], set.Ids.ToArray());
        Assert.Equal((false, 0, 0, 0, SearchOrder.Newest), (set.IsRanked, set.Strong, set.Possible, set.Weak, set.Order));
        Assert.True(set.Scores.IsEmpty);
        Assert.Equal(MatchStrength.None, set.StrengthAt(0));
        Assert.All(_searcher.GetPage(set, 0, 9).Results, result => Assert.Equal((null, MatchStrength.None), (result.Score, result.Strength)));
    }

    [Fact]
    public void Find_NewestOfARankedSearch_AreTheStrongOnesByDate()
    {
        _library.AddCrowd(100);
        var old = _library.AddSynthetic("old.jpg", Vector(1, 0, 0), new DateTime(2001, 1, 1));
        var young = _library.AddSynthetic("young.jpg", Vector(1, 0.1f, 0), new DateTime(2020, 1, 1));
        var none = _library.AddSynthetic("none.jpg", Vector(1, 0.05f, 0));

        var set = Find(new SearchRequest { Text = "red", Order = SearchOrder.Newest, IncludeWeak = true });

        Assert.Equal([young, old, none], set.Ids.ToArray());
        Assert.Equal((3, 0), (set.Strong, set.Possible));
        Assert.Equal(old, Find("red").Ids[0]);
        Assert.Equal(Find("red").Scores.ToArray().Order(), set.Scores.ToArray().Order());
    }

    [Fact]
    public void Find_NewestWithoutStrongOnes_AreThePossibleOnes()
    {
        var old = _library.AddSynthetic("old.jpg", Vector(1, 0, 0), new DateTime(2001, 1, 1));
        var young = _library.AddSynthetic("young.jpg", Vector(0, 1, 0), new DateTime(2020, 1, 1));

        var set = Find(new SearchRequest { Text = "red", Order = SearchOrder.Newest });

        Assert.Equal([young, old], set.Ids.ToArray());
        Assert.Equal((0, 2), (set.Strong, set.Possible));
    }

    [Fact]
    public void Find_FiltersOfTheRequestAndOfTheText_MustBothPass()
    {
        var both = _library.AddSynthetic("a/both.jpg", Vector(1, 0, 0), new DateTime(2019, 5, 1), camera: "X100");
        _library.AddSynthetic("a/early.jpg", Vector(1, 0, 0), new DateTime(2018, 5, 1), camera: "X100");
        _library.AddSynthetic("a/late.jpg", Vector(1, 0, 0), new DateTime(2020, 5, 1), camera: "X100");
        _library.AddSynthetic("a/other.jpg", Vector(1, 0, 0), new DateTime(2019, 5, 1), camera: "D90");
        _library.AddSynthetic("a/narrow.jpg", Vector(1, 0, 0), new DateTime(2019, 5, 1), width: 100, camera: "X100");
        _library.AddSynthetic("b/elsewhere.jpg", Vector(1, 0, 0), new DateTime(2019, 5, 1), camera: "X100");

        foreach (var text in (string[])["red in:a date:2018..2019", "in:a date:2018..2019"])
        {
            var set = Find(new SearchRequest
            {
                Text = text,
                Filter = new PhotoFilter
                {
                    Folders = [_library.Photos],
                    Cameras = ["X100"],
                    Shapes = [PhotoShape.Landscape],
                    TakenFrom = new DateTime(2019, 1, 1),
                    TakenBefore = new DateTime(2025, 1, 1),
                },
            });
            Assert.Equal([both], set.Ids.ToArray());
            Assert.Equal(1, set.Searched);
        }

        Assert.Equal(0, Find(new SearchRequest { Text = "red in:a", Filter = new PhotoFilter { Folders = [_library["b"]] } }).Count);
        Assert.Equal(0, Find(new SearchRequest { Text = "red", Folders = [_library["a"]], Filter = new PhotoFilter { Folders = [_library["b"]] } }).Count);
    }

    [Fact]
    public void GetPage_AnyPlace_IsThatPartOfTheSet()
    {
        _library.AddCrowd(100);
        var set = Find(new SearchRequest { Text = "red", IncludeWeak = true });

        var page = _searcher.GetPage(set, 40, 7);

        Assert.Equal(set.Ids.Slice(40, 7).ToArray(), page.Results.Select(result => result.Photo.Id));
        Assert.Equal(set.Scores.Slice(40, 7).ToArray(), page.Results.Select(result => result.Score!.Value));
        Assert.Equal((100L, set.Strong, set.Possible, "red"), (page.Total, page.Strong, page.Possible, page.Query));
        Assert.Equal(2, _searcher.GetPage(set, 98, 7).Results.Count);
        Assert.Empty(_searcher.GetPage(set, 100, 7).Results);
        Assert.Empty(_searcher.GetPage(set, int.MaxValue, int.MaxValue).Results);
        Assert.Throws<ArgumentOutOfRangeException>(() => _searcher.GetPage(set, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _searcher.GetPage(set, 0, -1));
    }

    [Fact]
    public void GetPageAndCells_PhotosThatLeft_AreSkippedOrEmpty()
    {
        var gone = _library.AddSynthetic("gone.jpg", Vector(1, 0, 0));
        var stays = _library.AddSynthetic("stays.jpg", Vector(1, 0.1f, 0), new DateTime(2020, 2, 3));
        var set = Find("red");
        _library.Catalog.Commit("fake", [new CatalogChange.Removed(gone)]);

        var result = Assert.Single(_searcher.GetPage(set, 0, 10).Results);
        var cells = _searcher.GetCells(set);

        Assert.Equal(stays, result.Photo.Id);
        Assert.Equal(set.Scores[1], result.Score);
        Assert.Equal(new PhotoCell { Id = gone }, cells[0]);
        Assert.Equal((stays, 400, 300, new DateTime(2020, 2, 3)), (cells[1].Id, cells[1].Width, cells[1].Height, cells[1].Taken!.Value));
    }

    [Fact]
    public void Find_EmptyLibrary_IsEmpty()
    {
        Assert.Equal(0, Find("red").Count);
        Assert.Equal(0, Find("").Count);
    }

    [Fact]
    public void Find_Cancelled_Throws()
    {
        _library.AddCrowd(10);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _searcher.Find(new SearchRequest { Text = "red" }, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => _searcher.Find(new SearchRequest { Text = "" }, cancelled.Token));
    }

    [Fact]
    public void Search_Newest_PagesThroughTheSet()
    {
        var old = _library.AddSynthetic("old.jpg", Vector(1, 0, 0), new DateTime(2001, 1, 1));
        _library.AddSynthetic("young.jpg", Vector(0, 1, 0), new DateTime(2020, 1, 1));

        var page = _searcher.Search(
            new SearchRequest { Text = "red", Order = SearchOrder.Newest, Offset = 1, Limit = 5 }, TestContext.Current.CancellationToken);

        Assert.Equal(old, Assert.Single(page.Results).Photo.Id);
        Assert.Equal(2, page.Total);
    }

    private ResultSet Find(string text) => Find(new SearchRequest { Text = text });

    private ResultSet Find(SearchRequest request) => _searcher.Find(request, TestContext.Current.CancellationToken);
}
