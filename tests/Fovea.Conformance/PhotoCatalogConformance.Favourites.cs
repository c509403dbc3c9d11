using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void Favourite_MarkedAndUnmarked_IsSeenAndLeavesTheVectorsAlone()
    {
        var root = Root();
        var one = Add(Photo(root, "1.jpg", 1));
        var two = Add(Photo(root, "2.jpg", 2));
        var version = Catalog.GetSpaceVersion(Space);

        Commit(new CatalogChange.Favourite(one, true), new CatalogChange.Favourite(two, true), new CatalogChange.Favourite(two, false));

        Assert.True(Record(one)!.IsFavourite);
        Assert.False(Record(two)!.IsFavourite);
        Assert.Equal([true, false], Catalog.ReadCells(Catalog.Match(new PhotoFilter())).Select(cell => cell.IsFavourite));
        Assert.Equal(version, Catalog.GetSpaceVersion(Space));
        Assert.True(Assert.Single(OpenAnother().GetPhotos([one])).IsFavourite);
    }

    [Fact]
    public void Favourite_WhateverHappensToTheFile_StaysUntilItIsRemoved()
    {
        var root = Root();
        var other = Catalog.AddRoot(Native("/photos/other")).Id;
        var id = Add(Photo(root, "x.jpg", 1));
        Commit(new CatalogChange.Favourite(id, true));

        CatalogChange[] events =
        [
            Photo(root, "x.jpg", 1),
            Photo(root, "x.jpg", 2),
            Photo(root, "x.jpg", 2, OtherSpace),
            new CatalogChange.Restamped(id, "x.raw", Stamp(5)),
            new CatalogChange.Missing(id, true),
            new CatalogChange.Missing(id, false),
            new CatalogChange.Failed(root, "x.jpg", null, Stamp(3), Hash(3), CutOff),
            new CatalogChange.NotAPhoto(root, "x.jpg", Stamp(4), "text"),
            Photo(root, "x.jpg", 1),
            new CatalogChange.Moved(id, other, "y.jpg", null, Stamp(6)),
        ];
        foreach (var change in events)
        {
            Commit(change);
            Assert.True(Record(id)!.IsFavourite, change.ToString());
        }

        Catalog.AddRoot(Native("/photos"));
        Assert.True(Record(id)!.IsFavourite);
        Catalog.RemoveSpace(Space);
        Assert.True(Record(id)!.IsFavourite);
        Commit(new CatalogChange.Removed(id));
        Assert.False(Record(Add(Photo(Catalog.GetRoots()[0].Id, "y.jpg", 1)))!.IsFavourite);
    }

    [Fact]
    public void Favourite_PhotoThatIsNotThere_IsPassedOver()
    {
        var id = Add(Photo(Root(), "x.jpg", 1));

        Commit(new CatalogChange.Favourite(new PhotoId(4711), true));

        Assert.False(Record(id)!.IsFavourite);
    }

    [Fact]
    public void Favourite_OntoAKnownPath_GoesWithThePhotoThatMoved()
    {
        var root = Root();
        var marked = Add(Photo(root, "x.jpg", 1));
        var plain = Add(Photo(root, "y.jpg", 2));
        Commit(new CatalogChange.Favourite(marked, true));

        Commit(new CatalogChange.Moved(plain, root, "x.jpg", null, Stamp(3)));

        Assert.Null(Record(marked));
        Assert.False(Record(plain)!.IsFavourite);
    }

    [Fact]
    public void Colour_OfAPhoto_IsStoredAndBelongsToItsContent()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1) with { Colour = 0xFFFFFF });
        Assert.Equal(0xFFFFFF, Record(id)!.Colour);
        Assert.Equal(0, Record(Add(Photo(root, "black.jpg", 3) with { Colour = 0 }))!.Colour);

        Commit(new CatalogChange.Moved(id, root, "y.jpg", null, Stamp(2)));
        Assert.Equal(0xFFFFFF, Record(id)!.Colour);
        Commit(Photo(root, "y.jpg", 2));
        Assert.Null(Record(id)!.Colour);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0x1000000)]
    public void Commit_ColourThatIsNone_IsRefusedAndNothingIsStored(int colour)
    {
        var root = Root();

        var error = Assert.Throws<ArgumentException>(() => Commit(Photo(root, "a.jpg", 1), Photo(root, "x.jpg", 2) with { Colour = colour }));

        Assert.Contains($"The colour of \"x.jpg\" cannot be stored: {colour} is not 0xRRGGBB", error.Message, StringComparison.Ordinal);
        Assert.Empty(Catalog.GetKnownFiles(root, Space));
    }
}
