using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    [Fact]
    public void ReadEmbeddingChanges_EveryKindOfChange_GivesWhatCameAndWhatWent()
    {
        var root = Root();
        Commit([.. Enumerable.Range(0, 6).Select(n => Photo(root, $"{n}.jpg", n))]);
        var ids = Enumerable.Range(0, 6).Select(n => Known(root, $"{n}.jpg")!.Id).ToArray();
        var (known, version) = (Bitmap(ids), Catalog.GetSpaceVersion(Space));
        OpenAnother().Commit(Model, [Photo(root, "1.jpg", 11), Photo(root, "new.jpg", 12), Photo(root, "2.jpg", 2), Photo(root, "3.jpg", 3, OtherSpace)]);
        Commit(new CatalogChange.Removed(ids[4]), new CatalogChange.NotAPhoto(root, "5.jpg", Stamp(1), "text"));

        var (changes, vectors) = Changes(version, known);

        Assert.Equal([ids[1], Known(root, "new.jpg")!.Id], vectors.Keys);
        Assert.Equal([Vector(11), Vector(12)], vectors.Values);
        Assert.Equal([ids[4], ids[5]], changes.Removed.Ids);
        Assert.Equal(Catalog.GetSpaceVersion(Space), changes.Version);
        Assert.Equal(ids, known.Ids);
    }

    [Fact]
    public void ReadEmbeddingChanges_NothingChanged_IsNothing()
    {
        var root = Root();
        var id = Add(Photo(root, "1.jpg", 1));

        var (changes, vectors) = Changes(Catalog.GetSpaceVersion(Space), Bitmap(id));

        Assert.Empty(vectors);
        Assert.Empty(changes.Removed.Ids);
        Assert.Equal(Catalog.GetSpaceVersion(Space), changes.Version);
    }

    [Fact]
    public void ReadEmbeddingChanges_UnknownSpaceThenVectors_GivesAll()
    {
        var root = Root();
        var (nothing, none) = Changes(0, new PhotoBitmap());
        Commit(Photo(root, "1.jpg", 1), Photo(root, "2.jpg", 2));

        var (_, vectors) = Changes(nothing.Version, new PhotoBitmap());

        Assert.Empty(none);
        Assert.Equal(2, vectors.Count);
    }

    [Fact]
    public void ReadEmbeddingChanges_RootOrSpaceRemovedAndFilledAgain_IsExact()
    {
        var root = Root();
        Commit(Photo(root, "1.jpg", 1), Photo(root, "2.jpg", 2));
        var (known, version) = (Bitmap([.. Vectors(Space).Keys]), Catalog.GetSpaceVersion(Space));
        Catalog.RemoveSpace(Space);
        var (gone, _) = Changes(version, known);
        Commit(Photo(root, "2.jpg", 2));
        var (refilled, again) = Changes(version, known);
        Catalog.RemoveRoot(root);
        var (empty, none) = Changes(version, known);

        Assert.Equal(known.Ids, gone.Removed.Ids);
        Assert.Equal([known.Ids.First()], refilled.Removed.Ids);
        Assert.Equal([known.Ids.Last()], again.Keys);
        Assert.Equal(known.Ids, empty.Removed.Ids);
        Assert.Empty(none);
    }

    [Fact]
    public void ReadEmbeddingChanges_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Catalog.ReadEmbeddingChanges(Space, 0, new PhotoBitmap(), (_, _) => { }, cancelled.Token));
    }

    private static PhotoBitmap Bitmap(params PhotoId[] ids)
    {
        var bitmap = new PhotoBitmap();
        foreach (var id in ids) bitmap.Add(id);
        return bitmap;
    }

    private (EmbeddingChanges Changes, SortedDictionary<PhotoId, Half[]> Vectors) Changes(long since, PhotoBitmap known)
    {
        var vectors = new SortedDictionary<PhotoId, Half[]>();
        var changes = Catalog.ReadEmbeddingChanges(Space, since, known, (id, vector) => vectors.Add(id, vector.ToArray()), TestContext.Current.CancellationToken);
        return (changes, vectors);
    }
}
