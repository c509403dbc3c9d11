using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void AddRoot_NewFolder_IsListedAndSurvivesReopening()
    {
        var added = Catalog.AddRoot(Native("/photos/a"));

        Assert.Equal(new LibraryRoot(added.Id, Native("/photos/a"), true, null), Assert.Single(Catalog.GetRoots()));
        Assert.Equal(added, Assert.Single(OpenAnother().GetRoots()));
    }

    [Fact]
    public void AddRoot_SameFolderAgain_ReturnsTheRootThereIs()
    {
        var added = Catalog.AddRoot(Native("/photos/a"));
        Catalog.SetRootIndexed(added.Id, new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)));

        var again = Catalog.AddRoot(Native("/photos/a"));

        Assert.Equal(added with { LastIndexed = new DateTimeOffset(2024, 5, 6, 5, 8, 9, TimeSpan.Zero) }, again);
    }

    [Fact]
    public void GetRoots_SeveralRoots_AreOrderedByPath()
    {
        foreach (var path in (string[])["/b", "/a/é", "/a/b", "/a/a"]) Catalog.AddRoot(Native(path));

        Assert.Equal(((string[])["/a/a", "/a/b", "/a/é", "/b"]).Select(Native), Catalog.GetRoots().Select(root => root.Path));
    }

    [Fact]
    public void AddRoot_InsideAnotherRoot_IsRefusedAndNamesIt()
    {
        Catalog.AddRoot(Native("/photos"));

        var error = Assert.Throws<ArgumentException>(() => Catalog.AddRoot(Native("/photos/2019")));

        Assert.Contains($"\"{Native("/photos/2019")}\" lies inside \"{Native("/photos")}\"", error.Message, StringComparison.Ordinal);
        Assert.Single(Catalog.GetRoots());
    }

    [Theory]
    [InlineData("photos")]
    [InlineData("./photos")]
    [InlineData("../photos")]
    public void AddRoot_RelativePath_IsRefused(string path)
    {
        var error = Assert.Throws<ArgumentException>(() => Catalog.AddRoot(path));

        Assert.Contains($"\"{path}\" is not an absolute path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddRoot_BesideAFolderWithTheSameBeginning_IsAnotherRoot()
    {
        var first = Catalog.AddRoot(Native("/photos/a"));
        var second = Catalog.AddRoot(Native("/photos/ab"));

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(2, Catalog.GetRoots().Count);
    }

    [Theory]
    [InlineData("/photos", "")]
    [InlineData("/", "photos/")]
    public void AddRoot_AroundOtherRoots_KeepsTheirPhotosWithIdMetadataAndVectors(string outerPath, string prefix)
    {
        var first = Catalog.AddRoot(Native("/photos/a%_b")).Id;
        var second = Catalog.AddRoot(Native("/photos/c/d")).Id;
        var other = Catalog.AddRoot(Native("/photosx")).Id;
        var one = Add(Photo(first, "x.jpg", 1) with { Companion = "x.cr2", Metadata = FullMetadata });
        var two = Add(Photo(second, Native("e/x.jpg"), 2));
        var three = Add(Photo(other, "x.jpg", 3));
        var before = Vectors(Space);
        var version = Catalog.GetSpaceVersion(Space);

        var outer = Catalog.AddRoot(Native(outerPath));

        Assert.DoesNotContain(Catalog.GetRoots(), root => root.Id == first || root.Id == second);
        Assert.Equal(before, Vectors(Space));
        Assert.Equal(version, Catalog.GetSpaceVersion(Space));
        var record = Record(one)!;
        Assert.Equal(Native("/photos/a%_b/x.jpg"), record.Path);
        Assert.Equal(Native("/photos/a%_b/x.cr2"), record.Companion);
        Assert.Equal(FullMetadata, record.Metadata);
        Assert.Equal(outer.Id, record.Root);
        Assert.Equal(one, Known(outer.Id, Native($"{prefix}a%_b/x.jpg"))!.Id);
        Assert.Equal(two, Known(outer.Id, Native($"{prefix}c/d/e/x.jpg"))!.Id);
        Assert.Equal(two, Catalog.FindByPath(Native("/photos/c/d/e/x.jpg"))!.Id);
        Assert.Equal(one, Catalog.FindByPath(Native("/photos/a%_b/x.cr2"))!.Id);
        Assert.Equal(Native("/photosx/x.jpg"), Record(three)!.Path);
        Assert.Equal([two.Value], Matching(new PhotoFilter { Folders = [Native("/photos/c")] }, one, two, three));
    }

    [Fact]
    public void RemoveRoot_WithPhotos_RemovesThemAndTheirVectorsOnly()
    {
        var kept = Catalog.AddRoot(Native("/photos/kept")).Id;
        var gone = Catalog.AddRoot(Native("/photos/gone")).Id;
        var keptPhoto = Add(Photo(kept, "x.jpg", 1));
        var gonePhoto = Add(Photo(gone, "x.jpg", 2));
        var version = Catalog.GetSpaceVersion(Space);

        Catalog.RemoveRoot(gone);

        Assert.Equal([kept], Catalog.GetRoots().Select(root => root.Id));
        Assert.Null(Record(gonePhoto));
        Assert.Null(Catalog.FindEmbedding(gonePhoto, Space));
        Assert.Equal([keptPhoto], Vectors(Space).Keys);
        Assert.NotEqual(version, Catalog.GetSpaceVersion(Space));
    }

    [Fact]
    public void RemoveRoot_WithoutVectors_LeavesTheVersion()
    {
        Add(Photo(Root(), "x.jpg", 1));
        var empty = Catalog.AddRoot(Native("/photos/empty")).Id;
        var version = Catalog.GetSpaceVersion(Space);

        Catalog.RemoveRoot(empty);
        Catalog.RemoveRoot(new RootId(4711));

        Assert.Equal(version, Catalog.GetSpaceVersion(Space));
    }

    [Fact]
    public void SetRootAvailability_Away_PutsItsPhotosOfflineUntilItIsBack()
    {
        var root = Root();
        var photo = Add(Photo(root, "x.jpg", 1));
        var other = Add(Photo(Catalog.AddRoot(Native("/photos/other")).Id, "x.jpg", 2));

        Catalog.SetRootAvailability(root, false);

        Assert.True(Record(photo)!.IsOffline);
        Assert.False(Record(other)!.IsOffline);
        Assert.Equal([photo.Value, other.Value], Matching(new PhotoFilter(), photo, other));
        Assert.Equal(1, Catalog.GetCounts().Single(counts => counts.Root == root).Offline);

        Catalog.SetRootAvailability(root, true);

        Assert.False(Record(photo)!.IsOffline);
        Assert.Equal(0, Catalog.GetCounts().Single(counts => counts.Root == root).Offline);
    }

    [Fact]
    public void GetCounts_EverySort_CountsEachOnce()
    {
        var empty = Catalog.AddRoot(Native("/photos/empty")).Id;
        var root = Catalog.AddRoot(Native("/photos/full")).Id;
        var gone = Add(Photo(root, "gone.jpg", 1));
        Commit(
            Photo(root, "a.jpg", 2),
            Photo(root, "b.jpg", 3),
            new CatalogChange.Failed(root, "c.jpg", null, Stamp(4), null, new PhotoFailure(PhotoFailureKind.Corrupt, "cut off")),
            new CatalogChange.NotAPhoto(root, "d.txt", Stamp(5), "text"),
            new CatalogChange.NotAPhoto(root, "e.txt", Stamp(6), "text"),
            new CatalogChange.Missing(gone, true));

        Assert.Equal([new RootCounts(empty, 0, 0, 0, 0), new RootCounts(root, 3, 1, 2, 1)], Catalog.GetCounts());
    }
}
