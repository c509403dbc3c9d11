using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void ReadEmbeddings_ManyVectors_ComeByAscendingIdWithTheVersion()
    {
        var root = Root();
        Commit([.. Enumerable.Range(0, 300).Select(n => Photo(root, $"{n * 7919 % 300}.jpg", n))]);

        var ids = new List<PhotoId>();
        var version = Catalog.ReadEmbeddings(Space, (id, _) => ids.Add(id), TestContext.Current.CancellationToken);

        Assert.Equal(300, ids.Count);
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(Catalog.GetSpaceVersion(Space), version);
        Assert.NotEqual(0, version);
    }

    [Fact]
    public void ReadEmbeddings_EveryHalf_ComesBackBitForBit()
    {
        var root = Root();
        var finite = Enumerable.Range(0, 65536).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite).ToArray();
        var space = new EmbeddingSpace("w", "w", "p", finite.Length);

        var id = Add(Photo(root, "x.jpg", 1, space) with { Vector = finite });

        Assert.Equal(finite.Select(BitConverter.HalfToUInt16Bits), Catalog.FindEmbedding(id, space)!.Select(BitConverter.HalfToUInt16Bits));
    }

    [Fact]
    public void ReadEmbeddings_UnknownSpace_IsEmptyWithVersionZero()
    {
        Root();

        Assert.Equal(0, Catalog.ReadEmbeddings(Space, (_, _) => Assert.Fail("a vector"), TestContext.Current.CancellationToken));
        Assert.Equal(0, Catalog.GetSpaceVersion(Space));
        Assert.Empty(Catalog.GetSpaces());
        Assert.Null(Catalog.FindEmbedding(new PhotoId(1), Space));
    }

    [Fact]
    public void ReadEmbeddings_CancelledInBetween_ThrowsAndLeavesTheCatalogUsable()
    {
        var root = Root();
        Commit([.. Enumerable.Range(0, 10).Select(n => Photo(root, $"{n}.jpg", n))]);
        using var cancellation = new CancellationTokenSource();
        var seen = 0;

        Assert.Throws<OperationCanceledException>(() => Catalog.ReadEmbeddings(
            Space,
            (_, _) =>
            {
                if (++seen == 3) cancellation.Cancel();
            },
            cancellation.Token));

        Assert.Equal(3, seen);
        Assert.Equal(10, Vectors(Space).Count);
    }

    [Fact]
    public void ReadEmbeddings_VisitorThatWritesAndThrows_PassesItsErrorOn()
    {
        var root = Root();
        Commit(Photo(root, "1.jpg", 1), Photo(root, "2.jpg", 2));

        Assert.Throws<InvalidDataException>(() => Catalog.ReadEmbeddings(
            Space,
            (_, _) =>
            {
                Commit(Photo(root, "3.jpg", 3));
                throw new InvalidDataException();
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(3, Vectors(Space).Count);
    }

    [Fact]
    public void ReadEmbeddings_WhileSomebodyWrites_SeesOneSnapshot()
    {
        var root = Root();
        Commit([.. Enumerable.Range(0, 50).Select(n => Photo(root, $"{n}.jpg", n))]);
        var version = Catalog.GetSpaceVersion(Space);
        var writer = OpenAnother();
        var vectors = new Dictionary<PhotoId, Half[]>();

        var read = Catalog.ReadEmbeddings(
            Space,
            (id, vector) =>
            {
                if (vectors.Count == 0) writer.Commit(Model, [.. Enumerable.Range(0, 100).Select(n => Photo(root, $"{n}.jpg", n + 1000))]);
                vectors.Add(id, vector.ToArray());
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(50, vectors.Count);
        Assert.Equal(version, read);
        Assert.NotEqual(version, Catalog.GetSpaceVersion(Space));
        Assert.Equal(Enumerable.Range(0, 50).Select(n => Vector(n)), vectors.OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void GetSpaces_TwoSpaces_AreListedWithNameAndCount()
    {
        var root = Root();
        Commit(Photo(root, "1.jpg", 1), Photo(root, "2.jpg", 2));
        Catalog.Commit("other", [Photo(root, "1.jpg", 1, OtherSpace)]);
        Catalog.Commit("renamed", [Photo(root, "3.jpg", 3)]);

        Assert.Equal([new SpaceInfo(Space, "renamed", 3), new SpaceInfo(OtherSpace, "other", 1)], Catalog.GetSpaces());
    }

    [Fact]
    public void GetSpaceVersion_EveryKindOfChange_MovesExactlyWithTheVectors()
    {
        var root = Root();
        var other = Add(Photo(root, "other.jpg", 9, OtherSpace));
        var otherVersion = Catalog.GetSpaceVersion(OtherSpace);
        var seen = new HashSet<long> { 0 };

        void Moves(params CatalogChange[] changes)
        {
            Commit(changes);
            Assert.True(seen.Add(Catalog.GetSpaceVersion(Space)));
        }

        void Stays(params CatalogChange[] changes)
        {
            var version = Catalog.GetSpaceVersion(Space);
            Commit(changes);
            Assert.Equal(version, Catalog.GetSpaceVersion(Space));
        }

        Moves(Photo(root, "1.jpg", 1));
        var one = Known(root, "1.jpg")!.Id;
        Stays(Photo(root, "1.jpg", 1));
        Stays(Photo(root, "1.jpg", 1) with { Stamp = Stamp(5), Metadata = FullMetadata });
        Stays(new CatalogChange.Missing(one, true), new CatalogChange.Restamped(one, null, Stamp(6)));
        Stays(new CatalogChange.Moved(one, root, "2.jpg", null, Stamp(6)));
        Stays(new CatalogChange.NotAPhoto(root, "3.txt", Stamp(1), "text"));
        Stays(new CatalogChange.Removed(other));
        Moves(Photo(root, "2.jpg", 2));
        Moves(Photo(root, "5.jpg", 2));
        Moves(new CatalogChange.Failed(root, "5.jpg", null, Stamp(2), Hash(77), CutOff));
        Stays(new CatalogChange.Failed(root, "5.jpg", null, Stamp(2), Hash(78), CutOff));
        Moves(new CatalogChange.Removed(one));
        Assert.NotEqual(otherVersion, Catalog.GetSpaceVersion(OtherSpace));
        Assert.Equal(Catalog.GetSpaceVersion(Space), OpenAnother().GetSpaceVersion(Space));
    }

    [Fact]
    public void SetSettings_UnderACondition_AreSetTogetherOrNotAtAll()
    {
        Catalog.SetSetting("next", "b");

        Assert.False(Catalog.SetSettings([new("now", "c"), new("next", null)], provided: new("next", "c")));
        Assert.Equal((null, "b"), (Catalog.GetSetting("now"), Catalog.GetSetting("next")));
        Assert.True(Catalog.SetSettings([new("now", "b"), new("next", null)], provided: new("next", "b")));
        Assert.Equal(("b", null), (OpenAnother().GetSetting("now"), Catalog.GetSetting("next")));
        Assert.True(Catalog.SetSettings([new("now", null)]));
        Assert.Null(Catalog.GetSetting("now"));
    }

    [Fact]
    public void Compact_AfterASpaceWasRemoved_ChangesNothingElse()
    {
        var root = Root();
        var one = Add(Photo(root, "one.jpg", 1));
        Commit(Photo(root, "one.jpg", 1, OtherSpace));
        var another = OpenAnother();
        Catalog.RemoveSpace(Space);
        var (vectors, record) = (Vectors(OtherSpace), Record(one));

        Assert.True(Catalog.Compact());

        Assert.Equal(vectors.Keys, Vectors(OtherSpace).Keys);
        Assert.Equal(record!.Path, Record(one)!.Path);
        Assert.NotNull(another.FindEmbedding(one, OtherSpace));
        Assert.Null(another.FindEmbedding(one, Space));
    }

    [Fact]
    public void RemoveSpace_WithPhotos_KeepsThemKnownAndToBeEncodedAgain()
    {
        var root = Root();
        var alone = Add(Photo(root, "alone.jpg", 1));
        var both = Add(Photo(root, "both.jpg", 2));
        Commit(Photo(root, "both.jpg", 2, OtherSpace));
        var version = Catalog.GetSpaceVersion(Space);

        Catalog.RemoveSpace(Space);
        Catalog.RemoveSpace(SpaceNamed("never seen"));

        Assert.Empty(Vectors(Space));
        Assert.Equal([both], Vectors(OtherSpace).Keys);
        Assert.Equal([OtherSpace], Catalog.GetSpaces().Select(info => info.Space));
        Assert.False(Known(root, "alone.jpg")!.HasEmbedding);
        Assert.NotNull(Record(alone));
        Assert.Equal([both.Value], Matching(new PhotoFilter(), alone, both));
        Assert.Equal(1, Assert.Single(Catalog.GetCounts()).Indexed);
        Assert.Equal([both], Catalog.GetByStatus(PhotoStatus.Indexed, 10).Select(record => record.Id));
        Assert.NotEqual(version, Catalog.GetSpaceVersion(Space));

        Commit(Photo(root, "alone.jpg", 1));

        Assert.NotEqual(version, Catalog.GetSpaceVersion(Space));
        Assert.Equal([alone.Value, both.Value], Matching(new PhotoFilter(), alone, both));
        Assert.Equal([alone], Vectors(Space).Keys);
    }

    [Fact]
    public void FindByContent_SameBytes_AreListedById()
    {
        var root = Root();
        var one = Add(Photo(root, "z.jpg", 1));
        Commit(
            Photo(root, "a.jpg", 1),
            Photo(root, "b.jpg", 2),
            new CatalogChange.Failed(root, "c.jpg", null, Stamp(3), Hash(1), CutOff),
            new CatalogChange.NotAPhoto(root, "d.jpg", Stamp(3), "text"));

        var found = Catalog.FindByContent(Hash(1), Space);

        Assert.Equal(["z.jpg", "a.jpg", "c.jpg"], found.Select(file => file.Path));
        Assert.Equal([true, true, false], found.Select(file => file.HasEmbedding));
        Assert.Equal(one, found[0].Id);
        Assert.All(Catalog.FindByContent(Hash(1), OtherSpace), file => Assert.False(file.HasEmbedding));
        Assert.Empty(Catalog.FindByContent(Hash(3), Space));
    }
}
