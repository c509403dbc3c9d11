using Fovea.Engine.Searching;
using Fovea.Testing;
using Fovea.Vectors;
using static Fovea.Engine.Tests.SyntheticPhotos;

namespace Fovea.Engine.Tests;

public sealed class ExampleTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly CountingTexts _model;
    private readonly Searcher _searcher;
    private readonly PhotoId _red;
    private readonly PhotoId _green;
    private readonly PhotoId _blue;

    public ExampleTests()
    {
        _model = new CountingTexts(_library.Encoder);
        _searcher = new(_library.Catalog, new SegmentIndexFactory(), _library.Decoder, _model, TimeProvider.System);
        _red = _library.AddSynthetic("red.jpg", Vector(1, 0, 0));
        _green = _library.AddSynthetic("green.jpg", Vector(0, 1, 0));
        _blue = _library.AddSynthetic("blue.jpg", Vector(0, 0, 1));
    }

    public void Dispose()
    {
        _searcher.Dispose();
        _model.Dispose();
        _library.Dispose();
    }

    [Fact]
    public void Find_Words_AreTakenAsTheyAre()
    {
        var set = Find("", new SearchExample.Words("green"));
        Assert.Equal(_green, set.Ids[0]);
        Assert.True(set.IsRanked);

        // A filter's name in words is no filter.
        Assert.Equal(3, Find("", new SearchExample.Words("red in:nowhere")).Count);
    }

    [Fact]
    public void Find_APhotoAlone_LeavesItOutOfItsOwnAnswer()
    {
        var nearly = _library.AddSynthetic("nearly.jpg", Vector(1, 0.3f, 0));

        var set = Find("", new SearchExample.Photo(_red));

        Assert.Equal(nearly, set.Ids[0]);
        Assert.DoesNotContain(_red, set.Ids.ToArray());
        Assert.Equal(3, set.Count);
    }

    [Fact]
    public void Find_APhotoAndOneToKeepAwayFrom_LeavesOutTheFirstAlone()
    {
        var yellow = _library.AddSynthetic("yellow.jpg", Vector(1, 1, 0));
        var pink = _library.AddSynthetic("pink.jpg", Vector(1, 0, 0.7f));

        var set = Find("", new SearchExample.Photo(_red), new SearchExample.Photo(_green) { Weight = -1 });

        Assert.Equal([pink, yellow], set.Ids.ToArray().Where(id => id == pink || id == yellow));
        Assert.DoesNotContain(_red, set.Ids.ToArray());
        Assert.Equal(_green, set.Ids[^1]);
    }

    [Fact]
    public void Find_APhotoWithText_MayBeInTheAnswer()
    {
        Assert.Equal(_red, Find("red", new SearchExample.Photo(_red)).Ids[0]);
        Assert.Equal(_red, Find("", new SearchExample.Words("red"), new SearchExample.Photo(_red)).Ids[0]);
    }

    [Fact]
    public void Find_Weights_DecideWhatCounts()
    {
        Assert.Equal(_red, Find("red", new SearchExample.Words("green") { Weight = 0.5f }).Ids[0]);
        Assert.Equal(_green, Find("red", new SearchExample.Words("green") { Weight = 2 }).Ids[0]);
        Assert.Equal([_blue, _green], Find("", new SearchExample.Words("red") { Weight = -1 }).Ids[..2].ToArray().OrderDescending());
        Assert.Equal(Scores("red", 2), Scores("red", 1000));
        Assert.Equal(Scores("red", -2), Scores("red", float.NegativeInfinity));

        float[] Scores(string word, float weight) => Find("blue", new SearchExample.Words(word) { Weight = weight }).Scores.ToArray();
    }

    [Fact]
    public void Find_SubtractionBesideAnExample_KeepsItsWeight()
    {
        // As "yellow -red": half of the red is taken away.
        var example = Find("-red", new SearchExample.Words("yellow"));
        var text = Find("yellow -red");

        Assert.Equal(text.Ids.ToArray(), example.Ids.ToArray());
        Assert.Equal(text.Scores.ToArray(), example.Scores.ToArray());
    }

    [Fact]
    public void Find_APicture_IsSearchedByAtAnyLength()
    {
        var set = Find("", new SearchExample.Picture(Vector(0, 17, 0)));

        Assert.Equal(_green, set.Ids[0]);
        Assert.Equal(3, set.Count);
        Assert.InRange(set.Scores[0], 0.99f, 1.001f);
    }

    [Fact]
    public void Find_APictureOfAnotherModel_IsLeftOutWithAWord()
    {
        var set = Find("red", new SearchExample.Picture(new float[512]));

        Assert.Equal(["A picture that you searched by is not one of this model. Choose it again."], set.Messages);
        Assert.Equal(_red, set.Ids[0]);
    }

    [Fact]
    public void Find_APhotoThatIsGone_IsLeftOutWithAWord()
    {
        var set = Find("", new SearchExample.Photo(new PhotoId(4711)), new SearchExample.Photo(new PhotoId(4712)), new SearchExample.Words("green"));

        Assert.Equal(["A photo that you searched by is no longer in the library."], set.Messages);
        Assert.Equal(_green, set.Ids[0]);
        Assert.False(Find("", new SearchExample.Photo(new PhotoId(4711))).IsRanked);
    }

    [Fact]
    public void Find_APhotoWithoutAVectorOfThisModel_SaysSo()
    {
        _library.Catalog.Commit("fake", [new CatalogChange.NotAPhoto(_library.Catalog.GetRoots()[0].Id, "notes.txt", new FileStamp(1, 1), "text")]);

        var set = Find("red", new SearchExample.Photo(_library.Photo("notes.txt").Id));

        Assert.Equal(["A photo that you searched by has not been indexed with this model. Index again."], set.Messages);
    }

    [Fact]
    public void Find_PartsThatCancelOut_ListsAndSaysWhy()
    {
        var set = Find("", new SearchExample.Photo(_red), new SearchExample.Photo(_red) { Weight = -1 });

        Assert.Equal(["The parts of this search cancel each other out: there is nothing left to rank by."], set.Messages);
        Assert.False(set.IsRanked);
        Assert.Equal(3, set.Count);
        Assert.False(Find("", new SearchExample.Picture(new float[4])).IsRanked);
        Assert.False(Find("", new SearchExample.Picture(new[] { float.NaN, 1, 1, 1 })).IsRanked);
    }

    [Fact]
    public void Find_TooManyExamples_CountsTheFirst()
    {
        SearchExample[] examples = [.. Enumerable.Repeat(new SearchExample.Words("red"), 16), .. Enumerable.Repeat(new SearchExample.Words("green"), 40)];

        var set = Find("", examples);

        Assert.Equal(["Only the first 16 examples of this search count."], set.Messages);
        Assert.Equal(_red, set.Ids[0]);
    }

    [Fact]
    public void Find_ExamplesThatSayNothing_AreNoExamples()
    {
        var set = Find("", new SearchExample.Words("  "), new SearchExample.Words("red") { Weight = 0 }, new SearchExample.Words("red") { Weight = float.NaN });

        Assert.False(set.IsRanked);
        Assert.Empty(set.Messages);
    }

    [Fact]
    public void Find_TextThatIsCutOff_SaysSoOnce()
    {
        var set = Find("long red", new SearchExample.Words("long green"));

        Assert.Equal(["The text is longer than the model reads: only its beginning counts."], set.Messages);
    }

    [Fact]
    public void Find_TextsEncodedBefore_AreNotEncodedAgain()
    {
        _searcher.Warm(TestContext.Current.CancellationToken);
        var before = _model.Calls;

        foreach (var text in (string[])["re", "red", "re", "red -green", "red", "green", "red in:a"]) Find(text);

        Assert.Equal(3, _model.Calls - before);
        for (var i = 0; i < 300; i++) Find($"red {i}");
        Find("re");
        Assert.Equal(304, _model.Calls - before);
    }

    [Fact]
    public void EncodePicture_FromMemory_FindsWhatIsLikeIt()
    {
        var pictures = new PictureEncoder(_library.Decoder, _model);

        var picture = pictures.EncodePicture("dropped.png", TestPicture.Solid(20, 230, 20, 64, 48), TestContext.Current.CancellationToken);

        Assert.Equal((64, 48, PhotoFormat.Png), (picture.Metadata.Width, picture.Metadata.Height, picture.Metadata.Format));
        Assert.Equal(_green, Find("", new SearchExample.Picture(picture.Vector)).Ids[0]);
    }

    [Fact]
    public void EncodePicture_NoPicture_SaysWhat()
    {
        var pictures = new PictureEncoder(_library.Decoder, _model);

        var text = Assert.Throws<LibraryException>(() => pictures.EncodePicture("notes.txt", "bread, milk"u8.ToArray(), TestContext.Current.CancellationToken));
        var cutOff = Assert.Throws<LibraryException>(() => pictures.EncodePicture("x.png", TestPicture.Solid(1, 2, 3).AsMemory(0, 40), TestContext.Current.CancellationToken));

        Assert.Contains("notes.txt is not a picture", text.Message, StringComparison.Ordinal);
        Assert.Contains("x.png cannot be decoded", cutOff.Message, StringComparison.Ordinal);
    }

    private ResultSet Find(string text, params SearchExample[] examples) =>
        _searcher.Find(new SearchRequest { Text = text, Examples = examples }, TestContext.Current.CancellationToken);
}
