using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    private static readonly PhotoFailure CutOff = new(PhotoFailureKind.Corrupt, "cut off after 312 of 4,000 rows");

    [Fact]
    public void Indexed_NewPhoto_IsStoredWhole()
    {
        var root = Root();
        var photo = Photo(root, Native("2019/x.jpg"), 1) with { Companion = Native("2019/x.cr2"), Metadata = FullMetadata };

        var id = Add(photo);

        var folder = Native($"/photos/{nameof(Indexed_NewPhoto_IsStoredWhole)}/2019/");
        Assert.Equal(
            new PhotoRecord
            {
                Id = id,
                Root = root,
                Path = folder + "x.jpg",
                Companion = folder + "x.cr2",
                Status = PhotoStatus.Indexed,
                Stamp = Stamp(1),
                Hash = Hash(1),
                Metadata = FullMetadata,
                IsOffline = false,
            },
            Record(id));
        Assert.Equal(
            new KnownFile
            {
                Id = id,
                Root = root,
                Path = photo.Path,
                Companion = photo.Companion,
                Stamp = Stamp(1),
                Hash = Hash(1),
                Status = PhotoStatus.Indexed,
                HasEmbedding = true,
                IsMissing = false,
            },
            Known(root, photo.Path));
        Assert.False(Known(root, photo.Path, OtherSpace)!.HasEmbedding);
        Assert.Equal(Vector(1), Catalog.FindEmbedding(id, Space));
    }

    [Fact]
    public void Indexed_KnownPathWithOtherContent_KeepsTheIdAndDropsVectorsOfOtherSpaces()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));
        Commit(Photo(root, "x.jpg", 1, OtherSpace), new CatalogChange.Missing(id, true));
        var otherVersion = Catalog.GetSpaceVersion(OtherSpace);

        Commit(Photo(root, "x.jpg", 2));

        Assert.Equal(id, Known(root, "x.jpg")!.Id);
        Assert.False(Known(root, "x.jpg")!.IsMissing);
        Assert.Equal(Vector(2), Catalog.FindEmbedding(id, Space));
        Assert.Null(Catalog.FindEmbedding(id, OtherSpace));
        Assert.NotEqual(otherVersion, Catalog.GetSpaceVersion(OtherSpace));
    }

    [Fact]
    public void Indexed_KnownPathWithTheSameContent_KeepsVectorsOfOtherSpaces()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));

        Commit(Photo(root, "x.jpg", 1, OtherSpace));

        Assert.Equal(Vector(1), Catalog.FindEmbedding(id, Space));
        Assert.Equal(Vector(1), Catalog.FindEmbedding(id, OtherSpace));
    }

    [Fact]
    public void Indexed_AfterAFailure_ForgetsTheFailure()
    {
        var root = Root();
        Commit(new CatalogChange.Failed(root, "x.jpg", null, Stamp(1), null, CutOff));

        var id = Add(Photo(root, "x.jpg", 2));

        Assert.Null(Record(id)!.Failure);
        Assert.Equal(PhotoStatus.Indexed, Record(id)!.Status);
        Assert.Empty(Catalog.GetByStatus(PhotoStatus.Failed, 10));
    }

    [Fact]
    public void Failed_NewFile_IsKeptWithItsReason()
    {
        var root = Root();

        Commit(new CatalogChange.Failed(root, "x.jpg", "x.cr2", Stamp(1), Hash(1), CutOff));

        var record = Assert.Single(Catalog.GetByStatus(PhotoStatus.Failed, 10));
        Assert.Equal(CutOff, record.Failure);
        Assert.Equal(Hash(1), record.Hash);
        Assert.Null(record.Metadata);
        Assert.EndsWith("x.cr2", record.Companion, StringComparison.Ordinal);
        Assert.Equal([], Matching(new PhotoFilter(), record.Id));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(null, 1, true)]
    [InlineData(null, 2, false)]
    public void Failed_PhotoWithVectors_DropsThemOnlyIfTheContentChanged(int? hash, int stamp, bool isKept)
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));
        var version = Catalog.GetSpaceVersion(Space);

        Commit(new CatalogChange.Failed(root, "x.jpg", null, Stamp(stamp), hash is { } seed ? Hash(seed) : null, CutOff));

        Assert.Equal(isKept, Catalog.FindEmbedding(id, Space) is not null);
        Assert.Equal(isKept, Known(root, "x.jpg")!.HasEmbedding);
        Assert.Equal(isKept, version == Catalog.GetSpaceVersion(Space));
        Assert.Equal([], Matching(new PhotoFilter(), id));
    }

    [Fact]
    public void NotAPhoto_WhereAPhotoWas_ReplacesIt()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));

        Commit(new CatalogChange.NotAPhoto(root, "x.jpg", Stamp(2), "PDF document"));

        var record = Record(id)!;
        Assert.Equal("PDF document", record.What);
        Assert.Equal(PhotoStatus.NotAPhoto, record.Status);
        Assert.Null(record.Hash);
        Assert.Null(record.Metadata);
        Assert.Empty(Vectors(Space));
    }

    [Fact]
    public void Moved_ToAnotherRoot_KeepsIdMetadataAndVectors()
    {
        var root = Root();
        var other = Catalog.AddRoot(Native("/photos/other")).Id;
        var id = Add(Photo(root, "x.jpg", 1) with { Metadata = FullMetadata });
        Commit(new CatalogChange.Missing(id, true));
        var version = Catalog.GetSpaceVersion(Space);

        Commit(new CatalogChange.Moved(id, other, Native("new/z.jpg"), Native("new/z.nef"), Stamp(2)));

        Assert.Empty(Catalog.GetKnownFiles(root, Space));
        var moved = Record(id)!;
        Assert.Equal(Native("/photos/other/new/z.jpg"), moved.Path);
        Assert.Equal(Native("/photos/other/new/z.nef"), moved.Companion);
        Assert.Equal(Stamp(2), moved.Stamp);
        Assert.Equal(FullMetadata, moved.Metadata);
        Assert.False(moved.IsOffline);
        Assert.Equal(Vector(1), Catalog.FindEmbedding(id, Space));
        Assert.Equal(version, Catalog.GetSpaceVersion(Space));
    }

    [Fact]
    public void Moved_OntoAKnownPath_ReplacesTheFileThere()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));
        var occupant = Add(Photo(root, "y.jpg", 2));
        var version = Catalog.GetSpaceVersion(Space);

        Commit(new CatalogChange.Moved(id, root, "y.jpg", null, Stamp(3)));

        Assert.Equal(id, Assert.Single(Catalog.GetKnownFiles(root, Space)).Id);
        Assert.Null(Record(occupant));
        Assert.Equal([id], Vectors(Space).Keys);
        Assert.NotEqual(version, Catalog.GetSpaceVersion(Space));
    }

    [Fact]
    public void Moved_TwoPhotosInTurn_SwapThroughAThirdPath()
    {
        var root = Root();
        var one = Add(Photo(root, "1.jpg", 1));
        var two = Add(Photo(root, "2.jpg", 2));

        Commit(
            new CatalogChange.Moved(one, root, "3.jpg", null, Stamp(1)),
            new CatalogChange.Moved(two, root, "1.jpg", null, Stamp(2)),
            new CatalogChange.Moved(one, root, "2.jpg", null, Stamp(1)));

        Assert.Equal(two, Known(root, "1.jpg")!.Id);
        Assert.Equal(one, Known(root, "2.jpg")!.Id);
        Assert.Null(Known(root, "3.jpg"));
    }

    [Fact]
    public void Restamped_KnownPhoto_ChangesStampAndTwinAndClearsMissing()
    {
        var root = Root();
        var id = Add(Photo(root, "x.jpg", 1));
        var version = Catalog.GetSpaceVersion(Space);
        Commit(new CatalogChange.Missing(id, true));
        Assert.True(Known(root, "x.jpg")!.IsMissing);

        Commit(new CatalogChange.Restamped(id, "x.dng", Stamp(7)));

        var file = Known(root, "x.jpg")!;
        Assert.Equal((Stamp(7), "x.dng", false, true), (file.Stamp, file.Companion, file.IsMissing, file.HasEmbedding));
        Assert.Equal(id, Catalog.FindByPath(Native($"/photos/{nameof(Restamped_KnownPhoto_ChangesStampAndTwinAndClearsMissing)}/x.dng"))!.Id);
        Assert.Equal(version, Catalog.GetSpaceVersion(Space));
    }

    [Fact]
    public void Removed_KnownPhoto_TakesItsVectorsAlongAndItsIdIsNeverGivenAgain()
    {
        var root = Root();
        Add(Photo(root, "x.jpg", 1));
        var last = Add(Photo(root, "y.jpg", 2));

        Commit(new CatalogChange.Removed(last));

        Assert.Null(Record(last));
        Assert.Null(Catalog.FindEmbedding(last, Space));
        Assert.True(Add(Photo(root, "z.jpg", 3)) > last);
    }

    [Fact]
    public void Commit_ManyUpdates_KeepsIdsDense()
    {
        var root = Root();
        for (var i = 1; i <= 5; i++) Commit([.. Enumerable.Range(0, 10).Select(n => Photo(root, $"{n}.jpg", n + i))]);

        Assert.Equal(new PhotoId(11), Add(Photo(root, "new.jpg", 99)));
    }

    [Fact]
    public void Commit_PhotosThatAreNotThere_PassesThemOver()
    {
        var root = Root();
        var nobody = new PhotoId(4711);

        Commit(
            new CatalogChange.Moved(nobody, root, "b.jpg", null, Stamp(1)),
            new CatalogChange.Restamped(nobody, null, Stamp(1)),
            new CatalogChange.Missing(nobody, true),
            new CatalogChange.Removed(nobody),
            Photo(root, "c.jpg", 1));

        Assert.Equal("c.jpg", Assert.Single(Catalog.GetKnownFiles(root, Space)).Path);
    }

    [Fact]
    public void Commit_RootThatIsNotThere_StoresNothing()
    {
        var root = Root();

        var error = Assert.Throws<CatalogException>(() => Commit(Photo(root, "x.jpg", 1), Photo(new RootId(99), "x.jpg", 2)));

        Assert.Contains("no folder with number 99", error.Message, StringComparison.Ordinal);
        Assert.Empty(Catalog.GetKnownFiles(root, Space));
        Assert.Equal(0, Catalog.GetSpaceVersion(Space));
    }

    public static TheoryData<string, Half[]> BadVectors => new()
    {
        { "it has 7 numbers, its space 8", Vector(1, 7) },
        { "it has 9 numbers, its space 8", Vector(1, 9) },
        { "it has 0 numbers, its space 8", [] },
        { "it is zero", new Half[8] },
        { "it is zero", [.. Enumerable.Repeat(Half.NegativeZero, 8)] },
        { "not finite", [.. Vector(1, 7), Half.NaN] },
        { "not finite", [Half.PositiveInfinity, .. Vector(1, 7)] },
        { "not finite", [.. Vector(1, 4), Half.NegativeInfinity, .. Vector(1, 3)] },
    };

    [Theory]
    [MemberData(nameof(BadVectors))]
    public void Commit_BadVector_IsRefusedAndNothingIsStored(string why, Half[] vector)
    {
        var root = Root();

        var error = Assert.Throws<ArgumentException>(() =>
            Commit(Photo(root, "good.jpg", 1), Photo(root, "bad.jpg", 2) with { Vector = vector }));

        Assert.Contains("The vector of \"bad.jpg\" cannot be stored", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Empty(Catalog.GetKnownFiles(root, Space));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/x.jpg")]
    public void Commit_PathThatIsNotBelowARoot_IsRefused(string path)
    {
        var root = Root();

        var error = Assert.Throws<ArgumentException>(() => Commit(Photo(root, path, 1)));

        Assert.Contains($"\"{path}\" is not a path below a root", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true, "a.jpg b/c.jpg b/d/e.jpg bb/f.jpg")]
    [InlineData("", false, "a.jpg")]
    [InlineData("b", true, "b/c.jpg b/d/e.jpg")]
    [InlineData("b", false, "b/c.jpg")]
    [InlineData("b/d", false, "b/d/e.jpg")]
    [InlineData("c", true, "")]
    public void GetKnownFilesIn_OneFolder_GivesWhatLiesThere(string folder, bool isDeep, string expected)
    {
        var root = Root();
        var other = Catalog.AddRoot(Native("/photos/other")).Id;
        Commit(
            Photo(root, "a.jpg", 1), Photo(root, Native("b/c.jpg"), 2), Photo(root, Native("b/d/e.jpg"), 3), Photo(root, Native("bb/f.jpg"), 4),
            Photo(other, "a.jpg", 5), Photo(other, Native("b/c.jpg"), 6));

        var files = Catalog.GetKnownFilesIn(root, Native(folder), isDeep, Space);

        Assert.Equal(expected, string.Join(' ', files.Select(file => file.Path.Replace('\\', '/')).Order(StringComparer.Ordinal)));
        Assert.All(files, file => Assert.True(file.HasEmbedding));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void GetKnownFiles_SomeWithoutVector_SaysWhichHaveOne(int others)
    {
        var (root, other) = (Root(), Catalog.AddRoot(Native("/photos/other")).Id);
        Commit([.. Enumerable.Range(0, 9).Select(i => Photo(root, $"{i}.jpg", i) with { Space = i % 3 == 0 ? Space : OtherSpace })]);
        Commit([.. Enumerable.Range(0, others).Select(i => Photo(other, $"{i}.jpg", i))]);

        var files = Catalog.GetKnownFiles(root, Space);

        Assert.Equal(9, files.Count);
        Assert.Equal(["0.jpg", "3.jpg", "6.jpg"], files.Where(file => file.HasEmbedding).Select(file => file.Path).Order(StringComparer.Ordinal));
    }
}
