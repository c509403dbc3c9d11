using CsCheck;
using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    /// <summary>Numbers that become a change once the ids are known: kind, root, path, content, photo.</summary>
    private static readonly Gen<(int Kind, int Root, int Path, int Content, int Photo)[][]> Batches =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 1], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 7]).Array[1, 4].Array[1, 12];

    [Fact]
    public void Commit_AnySequenceOfChanges_GivesTheStateOfASimpleModel()
    {
        Batches.Sample(
            batches =>
            {
                foreach (var root in Catalog.GetRoots()) Catalog.RemoveRoot(root.Id);
                RootId[] roots = [Catalog.AddRoot(Native("/m/a")).Id, Catalog.AddRoot(Native("/m/b")).Id];
                var model = new CatalogModel();
                foreach (var batch in batches) CommitToBoth(model, roots, batch);
            },
            iter: 150,
            threads: 1);
    }

    private void CommitToBoth(CatalogModel model, RootId[] roots, (int Kind, int Root, int Path, int Content, int Photo)[] batch)
    {
        string[] before = [model.VectorsOf(Space), model.VectorsOf(OtherSpace)];
        long[] versions = [Catalog.GetSpaceVersion(Space), Catalog.GetSpaceVersion(OtherSpace)];
        CatalogChange[] changes = [.. batch.Select(numbers => Change(model, roots, numbers))];
        var vectors = Vectors(Space);
        Commit(changes);
        foreach (var change in changes) model.Apply(change);
        NameNewPhotos(model, roots);
        AssertFollows(vectors, versions[0]);

        Assert.Equal(model.ToString(), Visible(roots));
        Assert.Equal(
            model.Photos.Count(photo => photo.Status == PhotoStatus.Indexed),
            Catalog.Match(new PhotoFilter()).Count);

        // Within a batch a vector may come and go: the version may then move though nothing is seen to have changed, never the reverse.
        if (before[0] != model.VectorsOf(Space)) Assert.NotEqual(versions[0], Catalog.GetSpaceVersion(Space));
        if (before[1] != model.VectorsOf(OtherSpace)) Assert.NotEqual(versions[1], Catalog.GetSpaceVersion(OtherSpace));
        if (batch.Length != 1) return;
        if (before[0] == model.VectorsOf(Space)) Assert.Equal(versions[0], Catalog.GetSpaceVersion(Space));
        if (before[1] == model.VectorsOf(OtherSpace)) Assert.Equal(versions[1], Catalog.GetSpaceVersion(OtherSpace));
    }

    // What came and what went, put on what was there, is what is there.
    private void AssertFollows(Dictionary<PhotoId, Half[]> before, long version)
    {
        var (changes, vectors) = Changes(version, Bitmap([.. before.Keys]));
        foreach (var id in changes.Removed.Ids) Assert.True(before.Remove(id));
        foreach (var (id, vector) in vectors) before[id] = vector;
        var now = Vectors(Space);
        Assert.Equal(now.Keys.Order(), before.Keys.Order());
        Assert.All(now, pair => Assert.Equal(pair.Value, before[pair.Key]));
        Assert.Equal(Catalog.GetSpaceVersion(Space), changes.Version);
    }

    private static CatalogChange Change(CatalogModel model, RootId[] roots, (int Kind, int Root, int Path, int Content, int Photo) numbers)
    {
        var (kind, rootIndex, pathIndex, content, photoIndex) = numbers;
        var root = roots[rootIndex];
        var path = $"{"abcd"[pathIndex]}.jpg";
        var companion = content == 0 ? "twin.raw" : null;
        var stamp = Stamp(content);
        var photo = model.Photos.Count == 0 ? new PhotoId(1_000_000) : model.Photos[photoIndex % model.Photos.Count].Id;
        return kind switch
        {
            0 or 1 => Photo(root, path, content) with { Companion = companion },
            2 or 5 => Photo(root, path, content, OtherSpace),
            3 => new CatalogChange.Failed(root, path, companion, stamp, content == 1 ? null : Hash(content), CutOff),
            4 => new CatalogChange.NotAPhoto(root, path, stamp, "text"),
            6 => new CatalogChange.Moved(photo, root, path, companion, stamp),
            7 => new CatalogChange.Restamped(photo, companion, stamp),
            8 => new CatalogChange.Missing(photo, content < 2),
            11 or 12 => new CatalogChange.Embedded(photo, Hash(content), kind == 11 ? Space : OtherSpace, Vector(content + 8)),
            9 => new CatalogChange.Favourite(photo, content < 2),
            _ => new CatalogChange.Removed(photo),
        };
    }

    private void NameNewPhotos(CatalogModel model, RootId[] roots)
    {
        foreach (var file in roots.SelectMany(root => Catalog.GetKnownFiles(root, Space)))
        {
            foreach (var photo in model.Photos)
            {
                if (photo.Id == default && photo.Root == file.Root && photo.Path == file.Path) photo.Id = file.Id;
            }
        }
    }

    private string Visible(RootId[] roots)
    {
        var (vectors, others) = (Vectors(Space), Vectors(OtherSpace));
        var files = roots.SelectMany(root => Catalog.GetKnownFiles(root, Space)).ToArray();
        Assert.Equal(vectors.Keys.Order(), files.Where(file => file.HasEmbedding).Select(file => file.Id).Order());
        var favourites = Catalog.GetPhotos([.. files.Select(file => file.Id)]).Where(photo => photo.IsFavourite).Select(photo => photo.Id).ToHashSet();
        return string.Join('\n', files.OrderBy(file => file.Root.Value).ThenBy(file => file.Path, StringComparer.Ordinal).Select(
            file => CatalogModel.Line(
                file.Id,
                file.Root,
                file.Path,
                file.Companion,
                file.Stamp,
                file.Hash,
                file.Status,
                file.IsMissing,
                favourites.Contains(file.Id),
                [string.Join(',', vectors.GetValueOrDefault(file.Id, [])), string.Join(',', others.GetValueOrDefault(file.Id, []))])));
    }
}
