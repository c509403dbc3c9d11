using Fovea.Catalog.Queries;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Writing;

/// <summary>
/// Makes one batch of changes inside a transaction. A change of a photo that is not there (any more) is passed over: whoever removed
/// it was right, and the next indexing run sees the file as it is. A root that is not there is an error.
/// </summary>
internal sealed class ChangeWriter(CatalogConnection connection, string path, PathRules rules, string modelName)
{
    private readonly PhotoTable _photos = new(connection, rules);
    private readonly EmbeddingTable _embeddings = new(connection);
    private readonly Dictionary<EmbeddingSpace, long> _spaces = [];
    private readonly HashSet<RootId> _roots = [];

    public void Write(IReadOnlyList<CatalogChange> changes)
    {
        foreach (var change in changes) Write(change);
        _embeddings.PublishVersions();
    }

    private void Write(CatalogChange change)
    {
        switch (change)
        {
            case CatalogChange.Indexed indexed:
                Write(indexed);
                break;
            case CatalogChange.Embedded embedded:
                Write(embedded);
                break;
            case CatalogChange.Failed failed:
                Write(failed);
                break;
            case CatalogChange.NotAPhoto other:
                Write(other);
                break;
            case CatalogChange.Moved moved:
                Write(moved);
                break;
            case CatalogChange.Restamped restamped:
                _photos.Restamp(restamped);
                break;
            case CatalogChange.Missing missing:
                _photos.SetMissing(missing);
                break;
            case CatalogChange.Favourite favourite:
                _photos.SetFavourite(favourite);
                break;
            case CatalogChange.Removed removed:
                Remove(removed.Photo);
                break;
            default:
                throw new NotSupportedException($"The catalog cannot store a {change.GetType().Name}.");
        }
    }

    private void Write(CatalogChange.Indexed change)
    {
        RequireRoot(change.Root);
        var space = SpaceOf(change.Space);
        var known = _photos.Find(change.Root, change.Path);
        if (known is { } stored && stored.Hash != change.Hash) _embeddings.RemoveAll(stored.Id, kept: space);
        var id = _photos.Write(known?.Id, new PhotoRow
        {
            Root = change.Root,
            Path = change.Path,
            Companion = change.Companion,
            Stamp = change.Stamp,
            Hash = change.Hash,
            Status = PhotoStatus.Indexed,
            Metadata = change.Metadata,
            Colour = change.Colour,
        });
        _embeddings.Write(space, id, change.Vector.Span);
    }

    private void Write(CatalogChange.Embedded change)
    {
        if (_photos.IsIndexed(change.Photo, change.Hash)) _embeddings.Write(SpaceOf(change.Space), change.Photo, change.Vector.Span);
    }

    private void Write(CatalogChange.Failed change)
    {
        RequireRoot(change.Root);
        var known = _photos.Find(change.Root, change.Path);
        if (known is { } stored && !stored.HasContent(change.Hash, change.Stamp)) _embeddings.RemoveAll(stored.Id);
        _photos.Write(known?.Id, new PhotoRow
        {
            Root = change.Root,
            Path = change.Path,
            Companion = change.Companion,
            Stamp = change.Stamp,
            Hash = change.Hash,
            Status = PhotoStatus.Failed,
            Failure = change.Failure,
        });
    }

    private void Write(CatalogChange.NotAPhoto change)
    {
        RequireRoot(change.Root);
        var known = _photos.Find(change.Root, change.Path);
        if (known is { } stored) _embeddings.RemoveAll(stored.Id);
        _photos.Write(known?.Id, new PhotoRow
        {
            Root = change.Root,
            Path = change.Path,
            Stamp = change.Stamp,
            Status = PhotoStatus.NotAPhoto,
            What = change.What,
        });
    }

    private void Write(CatalogChange.Moved change)
    {
        RequireRoot(change.Root);
        if (_photos.Find(change.Photo) is null) return;
        if (_photos.Find(change.Root, change.Path) is { } occupant && occupant.Id != change.Photo) Remove(occupant.Id);
        _photos.Place(change.Photo, change.Root, change.Path, change.Companion, change.Stamp);
    }

    private void Remove(PhotoId photo)
    {
        _embeddings.RemoveAll(photo);
        _photos.Remove(photo);
    }

    private long SpaceOf(EmbeddingSpace space)
    {
        if (!_spaces.TryGetValue(space, out var id)) _spaces.Add(space, id = SpaceTable.Ensure(connection, space, modelName));
        return id;
    }

    private void RequireRoot(RootId root)
    {
        if (_roots.Contains(root)) return;
        if (!RootQueries.Exists(connection, root)) throw CatalogErrors.UnknownRoot(path, root);
        _roots.Add(root);
    }
}
