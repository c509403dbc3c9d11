namespace Fovea.Engine.Searching;

/// <summary>Keeps the index of one space in memory and builds it anew when its vectors have changed. Thread-safe.</summary>
internal sealed class VectorIndexCache(IPhotoCatalog catalog, IVectorIndexFactory factory) : IDisposable
{
    private readonly Lock _lock = new();
    private (long Version, IVectorIndex Index)? _current;

    /// <summary>An index of the space's vectors as they are now. It stays valid for the caller when a newer one replaces it.</summary>
    public IVectorIndex Get(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var version = catalog.GetSpaceVersion(space);
            if (_current is { } current && current.Version == version && current.Index.Space == space) return current.Index;

            var capacity = catalog.GetSpaces().FirstOrDefault(info => info.Space == space)?.Embeddings ?? 0;
            var builder = factory.CreateBuilder(space, checked((int)capacity));
            version = catalog.ReadEmbeddings(space, builder.Add, cancellationToken);

            // The old one is left to the garbage collector: a search on another thread may still be scanning it.
            _current = (version, builder.Build());
            return _current.Value.Index;
        }
    }

    public void Dispose() => _current?.Index.Dispose();
}
