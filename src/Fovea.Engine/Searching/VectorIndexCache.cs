namespace Fovea.Engine.Searching;

/// <summary>
/// Keeps the index of one space in memory, brings it up to date when its vectors have changed, and saves it now and then, so that the next process need
/// not read every vector. Thread-safe.
/// </summary>
/// <param name="catalog">The truth.</param>
/// <param name="factory">Makes indexes.</param>
/// <param name="store">Keeps them between processes; null: nothing is kept.</param>
/// <param name="reading">Told how far it is where all vectors are read from the catalog.</param>
internal sealed class VectorIndexCache(
    IPhotoCatalog catalog, IVectorIndexFactory factory, IVectorIndexStore? store, IProgress<VectorReading>? reading = null) : IDisposable
{
    /// <summary>Fewer changes are read from the catalog in the time that it takes to open a file.</summary>
    public const int WorthSaving = 256;

    private const int ShareWorthSaving = 64;
    private const int ReportEvery = 8192;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposal = new();
    private volatile KeptIndex? _current;
    private Thread? _saving;
    private volatile Thread? _beginning;
    private bool _hasBegun;

    /// <summary>An index of the space's vectors as they are now. It stays valid for the caller when a newer one replaces it.</summary>
    public IVectorIndex Get(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        if (FindCurrent(space) is { } index) return index;

        // Another thread may be reading for seconds.
        while (!_lock.TryEnter(Patience)) cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (FindCurrent(space) is { } made) return made;

            // The old one is left to the garbage collector: a search on another thread may still be scanning it.
            _current = Renew(space, cancellationToken);
            SaveInBackground(_current);
            return _current.Index;
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>
    /// In a process that searches for the first time: reads the vectors, and searches them once, while the caller is busy with the query. Reading and
    /// compiling take about as long as loading a text tower.
    /// </summary>
    public void Begin(EmbeddingSpace space)
    {
        if (Interlocked.Exchange(ref _hasBegun, true)) return;
        var thread = new Thread(() => Begin(space, _disposal.Token)) { Name = "Reading vectors", IsBackground = true };
        thread.Start();
        _beginning = thread;
    }

    /// <summary>Searches an index of the space's vectors. If it turns out not to be what was saved, it is made anew from the catalog.</summary>
    public T Use<T>(EmbeddingSpace space, Func<IVectorIndex, T> search, CancellationToken cancellationToken)
    {
        var index = Get(space, cancellationToken);
        try
        {
            return search(index);
        }
        catch (VectorIndexException)
        {
            return search(MakeAnew(index, cancellationToken));
        }
    }

    /// <summary>Waits until what is being saved is saved.</summary>
    public void Dispose()
    {
        if (_disposal.IsCancellationRequested) return;
        _disposal.Cancel();
        _beginning?.Join();
        _saving?.Join();
        _current?.Index.Dispose();
        _disposal.Dispose();
    }

    private void Begin(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        try
        {
            var query = new float[space.Dimensions];
            query[0] = 1;
            Get(space, cancellationToken).Search(query, 1, null, cancellationToken);
        }
        catch (Exception exception) when (exception is FoveaException or OperationCanceledException)
        {
            // Whoever searches meets it again.
        }
    }

    private IVectorIndex MakeAnew(IVectorIndex damaged, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_current?.Index == damaged)
            {
                _current = Build(damaged.Space, cancellationToken);
                SaveInBackground(_current);
            }
        }

        return Get(damaged.Space, cancellationToken);
    }

    private IVectorIndex? FindCurrent(EmbeddingSpace space) =>
        _current is { } kept && kept.Index.Space == space && kept.Version == catalog.GetSpaceVersion(space) ? kept.Index : null;

    private KeptIndex Renew(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        try
        {
            var kept = _current is { } current && current.Index.Space == space ? current : Open(space);
            if (kept is not null) return kept.Version == catalog.GetSpaceVersion(space) ? kept : Update(kept, cancellationToken);
        }
        catch (VectorIndexException)
        {
            // Putting small parts together reads their vectors; the catalog has them all.
        }

        return Build(space, cancellationToken);
    }

    private KeptIndex? Open(EmbeddingSpace space)
    {
        if (store is null || catalog.GetSetting(SettingName(space)) is not { } stamp || store.Open(space, stamp) is not { } stored) return null;
        return stored.Version > catalog.GetSpaceVersion(space) ? null : new KeptIndex(stored.Version, stored.Index, stored.Index.GetPhotos(), 0);
    }

    private KeptIndex Build(EmbeddingSpace space, CancellationToken cancellationToken)
    {
        var capacity = checked((int)(catalog.GetSpaces().FirstOrDefault(info => info.Space == space)?.Embeddings ?? 0));
        var builder = factory.CreateBuilder(space, capacity);
        var photos = new PhotoBitmap();
        var count = 0;
        try
        {
            var version = catalog.ReadEmbeddings(
                space,
                (id, vector) =>
                {
                    if (count % ReportEvery == 0) reading?.Report(new VectorReading(count, Math.Max(capacity, count + 1)));
                    builder.Add(id, vector);
                    photos.Add(id);
                    count++;
                },
                cancellationToken);
            return new KeptIndex(version, builder.Build(), photos, count);
        }
        finally
        {
            reading?.Report(new VectorReading(count, count));
        }
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
        var removed = changes.Removed.Ids.ToList();
        foreach (var id in removed) kept.Photos.Remove(id);
        foreach (var id in changed) kept.Photos.Add(id);
        return new KeptIndex(changes.Version, index, kept.Photos, kept.Unsaved + changed.Count + removed.Count);
    }

    // One at a time; what changes meanwhile is saved with what changes next.
    private void SaveInBackground(KeptIndex kept)
    {
        if (store is null || kept.Unsaved < Math.Max(WorthSaving, kept.Index.Count / ShareWorthSaving) || _saving is { IsAlive: true }) return;
        _saving = new Thread(() => Save(kept)) { Name = "Saving vectors", IsBackground = true };
        _saving.Start();
    }

    private void Save(KeptIndex kept)
    {
        try
        {
            // The catalog remembers what was saved last: put back to an earlier state, it does not take what was saved since for its own.
            var stamp = Guid.NewGuid().ToString("N");
            if (store!.Save(kept.Index, stamp, kept.Version) is not { } saved) return;
            catalog.SetSetting(SettingName(kept.Index.Space), stamp);
            Replace(kept, saved);
        }
        catch (FoveaException)
        {
            // The catalog was busy for long, or its disk is full: whoever searches next saves.
        }
    }

    private void Replace(KeptIndex kept, IVectorIndex saved)
    {
        lock (_lock)
        {
            if (_current is not { } current) return;
            _current = current == kept
                ? kept with { Index = saved, Unsaved = 0 }
                : current with { Unsaved = Math.Max(0, current.Unsaved - kept.Unsaved) };
        }
    }

    private static string SettingName(EmbeddingSpace space) => $"saved-vectors-{space.Id}";

    /// <summary>An index, which photos it holds, and how many of them came or went since it was saved.</summary>
    private sealed record KeptIndex(long Version, IVectorIndex Index, PhotoBitmap Photos, int Unsaved);
}
