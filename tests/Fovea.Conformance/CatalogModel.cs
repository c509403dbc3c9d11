using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

/// <summary>A catalog in a list, written to be seen through rather than to be quick.</summary>
internal sealed class CatalogModel
{
    public List<ModelPhoto> Photos { get; } = [];

    public void Apply(CatalogChange change)
    {
        switch (change)
        {
            case CatalogChange.Indexed c:
                var photo = At(c.Root, c.Path);
                if (photo.Hash != c.Hash) photo.Vectors.Clear();
                photo.Vectors[c.Space] = [.. c.Vector.Span];
                Set(photo, PhotoStatus.Indexed, c.Hash, c.Companion, c.Stamp);
                break;
            case CatalogChange.Embedded c when Find(c.Photo) is { Status: PhotoStatus.Indexed } embedded && embedded.Hash == c.Hash:
                embedded.Vectors[c.Space] = [.. c.Vector.Span];
                break;
            case CatalogChange.Failed c:
                var failed = At(c.Root, c.Path);
                if (c.Hash is null ? failed.Stamp != c.Stamp : failed.Hash != c.Hash) failed.Vectors.Clear();
                Set(failed, PhotoStatus.Failed, c.Hash, c.Companion, c.Stamp);
                break;
            case CatalogChange.NotAPhoto c:
                var other = At(c.Root, c.Path);
                other.Vectors.Clear();
                Set(other, PhotoStatus.NotAPhoto, null, null, c.Stamp);
                break;
            case CatalogChange.Moved c when Find(c.Photo) is { } moved:
                Photos.RemoveAll(p => p != moved && p.Root == c.Root && p.Path == c.Path);
                (moved.Root, moved.Path) = (c.Root, c.Path);
                Set(moved, moved.Status, moved.Hash, c.Companion, c.Stamp);
                break;
            case CatalogChange.Restamped c when Find(c.Photo) is { } restamped:
                Set(restamped, restamped.Status, restamped.Hash, c.Companion, c.Stamp);
                break;
            case CatalogChange.Missing c when Find(c.Photo) is { } missing:
                missing.IsMissing = c.IsMissing;
                break;
            case CatalogChange.Favourite c when Find(c.Photo) is { } marked:
                marked.IsFavourite = c.IsFavourite;
                break;
            case CatalogChange.Removed c:
                Photos.RemoveAll(p => p.Id == c.Photo);
                break;
        }
    }

    /// <summary>The vectors of a space as text, to tell whether a change moved them.</summary>
    public string VectorsOf(EmbeddingSpace space) => string.Join(';', Photos
        .Where(photo => photo.Vectors.ContainsKey(space))
        .OrderBy(photo => photo.Id)
        .Select(photo => $"{photo.Id.Value}:{string.Join(',', photo.Vectors[space])}"));

    public override string ToString() => string.Join('\n', Photos.OrderBy(p => p.Root.Value).ThenBy(p => p.Path, StringComparer.Ordinal).Select(
        p => Line(p.Id, p.Root, p.Path, p.Companion, p.Stamp, p.Hash, p.Status, p.IsMissing, p.IsFavourite, [Seed(p, Space), Seed(p, OtherSpace)])));

    public static string Line(
        PhotoId id, RootId root, string path, string? companion, FileStamp stamp, ContentHash? hash, PhotoStatus status, bool isMissing, bool isFavourite, string[] vectors) =>
        $"{id.Value} {root.Value}/{path} +{companion} {stamp.Size} {hash} {status} {(isMissing ? "missing" : "")} {(isFavourite ? "favourite" : "")} [{string.Join('|', vectors)}]";

    private static string Seed(ModelPhoto photo, EmbeddingSpace space) =>
        photo.Vectors.TryGetValue(space, out var vector) ? string.Join(',', vector) : "";

    private static void Set(ModelPhoto photo, PhotoStatus status, ContentHash? hash, string? companion, FileStamp stamp) =>
        (photo.Status, photo.Hash, photo.Companion, photo.Stamp, photo.IsMissing) = (status, hash, companion, stamp, false);

    private ModelPhoto? Find(PhotoId id) => Photos.Find(photo => photo.Id == id);

    private ModelPhoto At(RootId root, string path)
    {
        if (Photos.Find(photo => photo.Root == root && photo.Path == path) is { } known) return known;
        var added = new ModelPhoto { Root = root, Path = path };
        Photos.Add(added);
        return added;
    }
}
