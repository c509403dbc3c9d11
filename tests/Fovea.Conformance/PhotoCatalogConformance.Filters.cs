using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void Match_NoCondition_IsEveryIndexedPhoto()
    {
        var root = Root();
        var photo = Add(Photo(root, "x.jpg", 1));
        var missing = Add(Photo(root, "y.jpg", 2));
        Commit(new CatalogChange.Missing(missing, true), new CatalogChange.NotAPhoto(root, "z.txt", Stamp(3), "text"));

        Assert.Equal([photo.Value, missing.Value], Matching(new PhotoFilter(), photo, missing, Known(root, "z.txt")!.Id));
    }

    [Theory]
    [InlineData("/", "1234567")]
    [InlineData("/p", "1234567")]
    [InlineData("/p/", "1234567")]
    [InlineData("/p/a", "12345")]
    [InlineData("/p/a/", "12345")]
    [InlineData("/p/a/b", "23")]
    [InlineData("/p/a/b/.", "23")]
    [InlineData("/p/a/b/c", "3")]
    [InlineData("/p/a/bc", "4")]
    [InlineData("/p/a/b%", "")]
    [InlineData("/p/a/b_", "5")]
    [InlineData("/p/ab", "6")]
    [InlineData("/p/a/1.jpg", "")]
    [InlineData("/p/a/b/c/d", "")]
    [InlineData("/q", "")]
    [InlineData("/pp", "")]
    public void Match_Folder_IsWhatLiesInOrBelowIt(string folder, string expected)
    {
        var a = Catalog.AddRoot(Native("/p/a")).Id;
        PhotoId[] ids =
        [
            Add(Photo(a, "1.jpg", 1)),
            Add(Photo(a, Native("b/2.jpg"), 2)),
            Add(Photo(a, Native("b/c/3.jpg"), 3)),
            Add(Photo(a, Native("bc/4.jpg"), 4)),
            Add(Photo(a, Native("b_/5.jpg"), 5)),
            Add(Photo(Catalog.AddRoot(Native("/p/ab")).Id, "6.jpg", 6)),
            Add(Photo(Catalog.AddRoot(Native("/p/x/y")).Id, "7.jpg", 7)),
        ];

        Assert.Equal(expected.Select(c => ids[c - '1'].Value), Matching(new PhotoFilter { Folders = [Native(folder)] }, ids));
    }

    [Fact]
    public void Match_SeveralFolders_IsTheirUnion()
    {
        var root = Catalog.AddRoot(Native("/p")).Id;
        PhotoId[] ids = [Add(Photo(root, Native("a/1.jpg"), 1)), Add(Photo(root, Native("b/2.jpg"), 2)), Add(Photo(root, Native("c/3.jpg"), 3))];

        var filter = new PhotoFilter { Folders = [Native("/p/a"), Native("/p/c"), Native("/p/a"), Native("/nowhere")] };

        Assert.Equal([ids[0].Value, ids[2].Value], Matching(filter, ids));
    }

    [Fact]
    public void Match_RelativeFolder_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Catalog.Match(new PhotoFilter { Folders = ["2019"] }));

        Assert.Contains("\"2019\" is not an absolute path", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> OddNames =>
    [
        "%", "_", "a%b", "it's", "\"quoted\"", "new\nline", "tab\t", " ", "  two  ", ".hidden", "…", "🙂👩‍👩‍👧", "café", "cafe\u0301", "Straße", "STRASSE", "ﬁ", "İi",
        "\\", "a\\b", "*?[x]", "--", ";DROP TABLE photos", "\u0001", "\u007f", "\uFFFD", "\uFEFFbom", "\uDCFF", "x\uDC80\uDCFEy", "日本語", new string('n', 255),
    ];

    [Theory]
    [MemberData(nameof(OddNames))]
    public void Match_OddNames_AreFoundByTheirOwnFolderOnly(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names that Windows does not allow");
        var root = Catalog.AddRoot("/r").Id;
        var inside = Add(Photo(root, $"{name}/{name}", 1) with { Companion = $"{name}/{name}.raw" });
        var beside = Add(Photo(root, $"{name}x/x.jpg", 2));
        var before = Add(Photo(root, $"!/{name}", 3));

        Assert.Equal([inside.Value], Matching(new PhotoFilter { Folders = [$"/r/{name}"] }, inside, beside, before));
        Assert.Equal(inside, Catalog.FindByPath($"/r/{name}/{name}")!.Id);
        Assert.Equal(inside, Catalog.FindByPath($"/r/{name}/{name}.raw")!.Id);
        Assert.Null(Catalog.FindByPath($"/r/{name}"));
        Assert.Equal($"/r/{name}/{name}", Record(inside)!.Path);
        Assert.Equal($"{name}/{name}", Catalog.GetKnownFiles(root, Space).Single(file => file.Id == inside).Path);
        Assert.Equal(inside, Assert.Single(Catalog.GetKnownFilesIn(root, name, isDeep: false, Space)).Id);
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public void AddRoot_OddNames_AreAbsorbedWithoutLoss(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "names that Windows does not allow");
        var inner = Catalog.AddRoot($"/{name}/{name}");
        var photo = Add(Photo(inner.Id, $"{name}/{name}", 1));

        var outer = Catalog.AddRoot($"/{name}");

        Assert.Equal($"/{name}/{name}", inner.Path);
        Assert.Equal($"/{name}/{name}/{name}/{name}", Record(photo)!.Path);
        Assert.Equal(photo, Catalog.FindByPath($"/{name}/{name}/{name}/{name}")!.Id);
        Assert.Equal($"{name}/{name}/{name}", Assert.Single(Catalog.GetKnownFiles(outer.Id, Space)).Path);
    }

    [Fact]
    public void Indexed_TwinsThatDifferInNormalisationOrCase_AreTwoFilesOnLinux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the file system there sees one name");
        var root = Root();

        Commit(Photo(root, "café.jpg", 1), Photo(root, "cafe\u0301.jpg", 2), Photo(root, "CAFÉ.jpg", 3));

        Assert.Equal(3, Catalog.GetKnownFiles(root, Space).Count);
    }

    [Fact]
    public void Match_DatesWithoutBounds_LetThroughWhatLiesBetween()
    {
        var root = Root();
        var none = Add(Photo(root, "none.jpg", 1));
        var first = Add(Photo(root, "first.jpg", 2).TakenAt(new DateTime(2019, 1, 1)));
        var last = Add(Photo(root, "last.jpg", 3).TakenAt(new DateTime(2019, 12, 31, 23, 59, 59).AddTicks(9_999_999)));
        var later = Add(Photo(root, "later.jpg", 4).TakenAt(new DateTime(2020, 1, 1)));
        var folder = Catalog.GetRoots()[0].Path;
        var from = new DateTime(2019, 1, 1);
        var before = new DateTime(2020, 1, 1);

        long[] Passed(PhotoFilter filter) => Matching(filter, none, first, last, later);

        Assert.Equal([first.Value, last.Value, later.Value], Passed(new PhotoFilter { TakenFrom = from }));
        Assert.Equal([first.Value, last.Value], Passed(new PhotoFilter { TakenBefore = before }));
        Assert.Equal([first.Value, last.Value], Passed(new PhotoFilter { TakenFrom = from, TakenBefore = before }));
        Assert.Equal([last.Value], Passed(new PhotoFilter { TakenFrom = from.AddTicks(1), TakenBefore = before, Folders = [folder] }));
        Assert.Equal([], Passed(new PhotoFilter { TakenFrom = before, TakenBefore = from }));
        Assert.Equal([], Passed(new PhotoFilter { TakenFrom = from, Folders = [folder + "x"] }));
    }

    [Fact]
    public void FindByPath_PathOfNoFile_IsNull()
    {
        Add(Photo(Catalog.AddRoot(Native("/p/a")).Id, "x.jpg", 1));

        foreach (var path in (string[])["/p/a", "/p/a/", "/p/a/y.jpg", "/p/ab/x.jpg", "/x.jpg", "/", "x.jpg", "", "/p/a/x.jpg\0"])
        {
            Assert.Null(Catalog.FindByPath(Native(path)));
        }
    }

    [Fact]
    public void FindByPath_RootOfTheFileSystem_FindsWhatLiesDirectlyInIt()
    {
        var id = Add(Photo(Catalog.AddRoot(Native("/")).Id, "x.jpg", 1));

        Assert.Equal(id, Catalog.FindByPath(Native("/x.jpg"))!.Id);
        Assert.Equal(Native("/x.jpg"), Record(id)!.Path);
        Assert.Equal([id.Value], Matching(new PhotoFilter { Folders = [Native("/")] }, id));
        Assert.Equal([], Matching(new PhotoFilter { Folders = [Native("/x.jpg")] }, id));
    }

    [Fact]
    public void GetPhotos_AnyOrder_KeepsItAndLeavesOutUnknownIds()
    {
        var root = Root();
        PhotoId[] ids = [.. Enumerable.Range(1, 5).Select(n => Add(Photo(root, $"{n}.jpg", n)))];

        var records = Catalog.GetPhotos([ids[3], new PhotoId(999), ids[0], ids[4], new PhotoId(-1)]);

        Assert.Equal([ids[3], ids[0], ids[4]], records.Select(record => record.Id));
        Assert.Empty(Catalog.GetPhotos([]));
    }

    [Fact]
    public void GetByStatus_SeveralRoots_IsOrderedByRootAndPathAndLimited()
    {
        var second = Catalog.AddRoot(Native("/b")).Id;
        var first = Catalog.AddRoot(Native("/a")).Id;
        foreach (var (root, path) in (ReadOnlySpan<(RootId, string)>)[(second, "1"), (first, "2"), (first, "1"), (second, "0")])
        {
            Commit(new CatalogChange.NotAPhoto(root, path, Stamp(1), "text"));
        }

        string[] expected = [.. ((string[])["/a/1", "/a/2", "/b/0", "/b/1"]).Select(Native)];
        Assert.Equal(expected, Catalog.GetByStatus(PhotoStatus.NotAPhoto, 10).Select(record => record.Path));
        Assert.Equal(expected[..3], Catalog.GetByStatus(PhotoStatus.NotAPhoto, 3).Select(record => record.Path));
        Assert.Empty(Catalog.GetByStatus(PhotoStatus.NotAPhoto, 0));
        Assert.Empty(Catalog.GetByStatus(PhotoStatus.Failed, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Catalog.GetByStatus(PhotoStatus.Failed, -1));
    }
}
