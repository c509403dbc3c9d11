namespace Fovea.Engine.Searching;

/// <summary>Keeps the index of one space in memory and brings it up to date when its vectors have changed. Thread-safe.</summary>
internal sealed class VectorIndexCache(IPhotoCatalog catalog, IVectorIndexFactory factory) : IDisposable
{
    private readonly Lock _lock = new();
    private volatile KeptIndex? _current;

    /// <summary>An index of the space's vectors as they are now. It stays valid for the caller when a newer one replaces it.</summary>
    public IVectorIndex Get(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        if (FindCurrent(space) is { } index) return index;
        lock (_lock)
        {
            if (FindCurrent(space) is { } made) return made;

            // The old one is left to the garbage collector: a search on another thread may still be scanning it.
            _current = _current is { } kept && kept.Index.Space == space ? Update(kept, cancellationToken) : Build(space, cancellationToken);
            return _current.Index;
        }
    }

    public void Dispose() => _current?.Index.Dispose();

    private IVectorIndex? FindCurrent(EmbeddingSpace space) =>
        _current is { } kept && kept.Index.Space == space && kept.Version == catalog.GetSpaceVersion(space) ? kept.Index : null;

    private KeptIndex Build(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        var capacity = catalog.GetSpaces().FirstOrDefault(info => info.Space == space)?.Embeddings ?? 0;
        var builder = factory.CreateBuilder(space, checked((int)capacity));
        var photos = new PhotoBitmap();
        var version = catalog.ReadEmbeddings(
            space,
            (id, vector) =>
            {
                builder.Add(id, vector);
                photos.Add(id);
            },
            cancellationToken);
        return new KeptIndex(version, builder.Build(), photos);
    }

    private KeptIndex Update(KeptIndex kept, CancellationToken cancellationToken)
    {
        var builder = factory.CreateBuilder(kept.Index.Space, 0);
        var changed = new List<PhotoId>();
        var changes = catalog.ReadEmbeddingChanges(
            kept.Index.Space,
            kept.Version,
            kept.Photos,
            (id, vector) =>
            {
                builder.Add(id, vector);
                changed.Add(id);
            },
            cancellationToken);
        var index = kept.Index.With(builder.Build(), changes.Removed);

        // Nobody but this method, one thread at a time, reads the set.
        foreach (var id in changes.Removed.Ids.ToList()) kept.Photos.Remove(id);
        foreach (var id in changed) kept.Photos.Add(id);
        return new KeptIndex(changes.Version, index, kept.Photos);
    }

    /// <summary>An index, and which photos it holds.</summary>
    private sealed record KeptIndex(long Version, IVectorIndex Index, PhotoBitmap Photos);
}
