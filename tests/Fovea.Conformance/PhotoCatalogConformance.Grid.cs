using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void ReadCells_OnePhoto_HasAllThatAGridNeeds()
    {
        var taken = new DateTime(2019, 7, 14, 18, 30, 15);
        var id = Add(Photo(Root(), "x.jpg", 1).TakenAt(taken) with { Colour = 0x123456, Hash = new ContentHash(new UInt128(0xFEDC_BA98_7654_3210, 1)) });
        Commit(new CatalogChange.Favourite(id, true), new CatalogChange.Missing(id, true));

        Assert.Equal([new PhotoCell(id, 4000, 3000, taken, 0x123456, 0xFEDCBA98, true, true)], Catalog.ReadCells(Set(id)));
    }

    [Fact]
    public void ReadCells_UnknownValues_AreNull()
    {
        var id = Add(Photo(Root(), "x.jpg", 1));

        var cell = Assert.Single(Catalog.ReadCells(Set(id)));

        Assert.Equal(new PhotoCell(id, 4000, 3000, null, null, 0xFEDCBA98, false, false), cell);
    }

    // Few of many, and many of many: an implementation may read them in different ways.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(97)]
    [InlineData(400)]
    public void ReadCells_AnyNumber_AreThoseOfTheSetByAscendingId(int step)
    {
        var root = Root();
        Commit([.. Enumerable.Range(0, 400).Select(n => Photo(root, $"{n * 7919 % 400}.jpg", n))]);
        Commit(new CatalogChange.Removed(new PhotoId(8)), new CatalogChange.Failed(root, $"{14 * 7919 % 400}.jpg", null, Stamp(1), null, CutOff));
        PhotoId[] wanted = [.. Enumerable.Range(0, 500).Where(n => n % step == 0).Select(n => new PhotoId(n + 1))];

        var cells = Catalog.ReadCells(Set(wanted));

        Assert.Equal(wanted.Where(id => id.Value is not (8 or 15) and <= 400), cells.Select(cell => cell.Id));
    }

    [Fact]
    public void ReadCells_NoPhotos_AreNone()
    {
        Assert.Empty(Catalog.ReadCells(new PhotoBitmap()));
        Add(Photo(Root(), "x.jpg", 1));
        Assert.Empty(Catalog.ReadCells(new PhotoBitmap()));
    }

    [Fact]
    public void ReadCells_RootThatIsAway_IsOffline()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));

        Catalog.SetRootAvailability(root, false);

        Assert.True(Assert.Single(Catalog.ReadCells(Set(id))).IsOffline);
    }

    [Fact]
    public void GetFacets_EmptyCatalog_IsEmpty()
    {
        var facets = Catalog.GetFacets();

        Assert.Equal((0, 0, 0), (facets.Total, facets.Favourites, facets.Offline));
        Assert.Empty(facets.Cameras.Concat(facets.Formats).Concat(facets.Shapes).Concat(facets.Years));
    }

    [Fact]
    public void GetFacets_ManyPhotos_CountsWhatIsIndexed()
    {
        var root = Root();
        var away = Catalog.AddRoot(Native("/photos/away")).Id;
        var marked = Add(Shot(root, "1.jpg", 1, "Canon", "Canon EOS 7D", 4000, 3000, 2019));
        var missing = Add(Shot(root, "2.jpg", 2, "CANON", "Canon EOS 7D", 3000, 4000, 2019));
        Commit(
            Shot(root, "3.jpg", 3, null, null, 1000, 1000, null),
            Shot(root, "4.png", 4, "NIKON CORPORATION", "NIKON D90", 0, 0, 2020, PhotoFormat.Png),
            Shot(away, "5.jpg", 5, "NIKON CORPORATION", "NIKON D90", 1000, 950, 2020),
            Shot(away, "6.jpg", 6, "Apple", "iPhone 12", 1000, 949, 1),
            new CatalogChange.Failed(root, "7.jpg", null, Stamp(7), Hash(7), CutOff),
            new CatalogChange.NotAPhoto(root, "8.txt", Stamp(8), "text"),
            new CatalogChange.Favourite(marked, true),
            new CatalogChange.Missing(missing, true));
        Catalog.SetRootAvailability(away, false);

        var facets = Catalog.GetFacets();

        Assert.Equal([new("Canon EOS 7D", 2), new("NIKON D90", 2), new("Apple iPhone 12", 1)], facets.Cameras);
        Assert.Equal([new("jpeg", 5), new("png", 1)], facets.Formats);
        Assert.Equal([new("landscape", 2), new("portrait", 1), new("square", 2)], facets.Shapes);
        Assert.Equal([new("2020", 2), new("2019", 2), new("0001", 1)], facets.Years);
        Assert.Equal((6, 1, 3), (facets.Total, facets.Favourites, facets.Offline));
    }

    [Fact]
    public void GetFolders_NoParent_AreTheRootsWithTheirPhotos()
    {
        var second = Catalog.AddRoot(Native("/p/b")).Id;
        Catalog.AddRoot(Native("/p/a"));
        Commit(Photo(second, Native("x/1.jpg"), 1), Photo(second, "2.jpg", 2), new CatalogChange.NotAPhoto(second, "3.txt", Stamp(3), "text"));

        Assert.Equal([new FolderCount(Native("/p/a"), 0), new FolderCount(Native("/p/b"), 2)], Catalog.GetFolders(null));
    }

    [Theory]
    [InlineData("/p/a", "/p/a/b=3 /p/a/b!=1 /p/a/c=1")]
    [InlineData("/p/a/", "/p/a/b=3 /p/a/b!=1 /p/a/c=1")]
    [InlineData("/p/a/b", "/p/a/b/c=2")]
    [InlineData("/p/a/b/c", "")]
    [InlineData("/p/a/b/c/d", "")]
    [InlineData("/p/a/empty", "")]
    [InlineData("/p/a/1.jpg", "")]
    [InlineData("/p", "/p/a=6 /p/x=2")]
    [InlineData("/p/x", "/p/x/y=1 /p/x/z=1")]
    [InlineData("/", "/p=8")]
    [InlineData("/q", "")]
    [InlineData("/p/ab", "")]
    public void GetFolders_Parent_AreTheChildrenWithPhotos(string parent, string expected)
    {
        var a = Catalog.AddRoot(Native("/p/a")).Id;
        Commit([.. ((string[])["1.jpg", "b/2.jpg", "b/c/3.jpg", "b/c/4.jpg", "b!/5.jpg", "c/d/e/6.jpg"]).Select((path, i) => Photo(a, Native(path), i))]);
        Commit(
            Photo(Catalog.AddRoot(Native("/p/x/y")).Id, "7.jpg", 7),
            Photo(Catalog.AddRoot(Native("/p/x/z")).Id, "8.jpg", 8),
            new CatalogChange.NotAPhoto(a, Native("empty/9.txt"), Stamp(9), "text"));
        Catalog.AddRoot(Native("/p/nothing"));

        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Native),
            Catalog.GetFolders(Native(parent)).Select(folder => $"{folder.Path}={folder.Photos}"));
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public void GetFolders_OddNames_ComeBackAsTheyAre(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names that Windows does not allow");
        Commit(Photo(Catalog.AddRoot($"/{name}").Id, $"{name}/{name}/{name}", 1));

        Assert.Equal([new FolderCount($"/{name}/{name}", 1)], Catalog.GetFolders($"/{name}"));
        Assert.Equal([new FolderCount($"/{name}/{name}/{name}", 1)], Catalog.GetFolders($"/{name}/{name}"));
        Assert.Equal([new FolderCount($"/{name}", 1)], Catalog.GetFolders("/"));
    }

    [Fact]
    public void GetFolders_RelativeParent_IsRefused() =>
        Assert.Throws<ArgumentException>("parent", () => Catalog.GetFolders("2019"));

    private static PhotoBitmap Set(params PhotoId[] ids)
    {
        var set = new PhotoBitmap();
        foreach (var id in ids) set.Add(id);
        return set;
    }

    private static CatalogChange.Indexed Shot(
        RootId root, string path, int seed, string? make, string? model, int width, int height, int? year, PhotoFormat format = PhotoFormat.Jpeg)
    {
        TakenAt? taken = year is { } y ? new TakenAt(new DateTime(y, 6, 1), null, TakenAtSource.ExifOriginal) : null;
        return Photo(root, path, seed) with
        {
            Metadata = new PhotoMetadata { Format = format, Width = width, Height = height, CameraMake = make, CameraModel = model, TakenAt = taken },
        };
    }
}
