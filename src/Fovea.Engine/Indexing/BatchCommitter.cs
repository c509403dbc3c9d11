namespace Fovea.Engine.Indexing;

/// <summary>Encodes pictures in batches and commits photo rows and vectors together. Used by one thread.</summary>
internal sealed class BatchCommitter(IPhotoCatalog catalog, IDualEncoder model, IndexerOptions options, TimeProvider time, Action<PreparedPhoto, CatalogChange> committed)
{
    private readonly List<PreparedPhoto> _toEncode = [];
    private readonly List<(PreparedPhoto Photo, CatalogChange Change)> _changes = [];
    private int _withoutChange;
    private long _lastCommit = time.GetTimestamp();

    /// <summary>Files whose work is committed, or that needed none.</summary>
    public int Done { get; private set; }

    /// <summary>Pictures that got a vector.</summary>
    public int Encoded { get; private set; }

    public void Add(PreparedPhoto photo)
    {
        if (photo.Tile is not null) _toEncode.Add(photo);
        else if (photo.Change is not null) _changes.Add((photo, photo.Change));
        else _withoutChange++;

        if (_toEncode.Count > 0 && _toEncode.Count >= model.Images.BatchSize) Encode();
        CommitIfDue();
    }

    public void CommitIfDue()
    {
        if (_changes.Count < options.MaxBatchChanges && time.GetElapsedTime(_lastCommit) < options.CommitInterval) return;
        Flush();
    }

    /// <summary>Encodes and commits everything that was added.</summary>
    public void Flush()
    {
        if (_toEncode.Count > 0) Encode();
        _lastCommit = time.GetTimestamp();
        if (_changes.Count > 0) catalog.Commit(model.Name, [.. _changes.Select(change => change.Change)]);
        Done += _withoutChange + _changes.Select(change => change.Photo).Distinct().Count();
        _withoutChange = 0;
        foreach (var (photo, change) in _changes) committed(photo, change);
        _changes.Clear();
        _lastCommit = time.GetTimestamp();
    }

    private void Encode()
    {
        var dimensions = model.Space.Dimensions;
        while (_toEncode.Count > 0)
        {
            var vectors = new float[_toEncode.Count * dimensions];
            try
            {
                model.Images.Encode([.. _toEncode.Select(photo => photo.Tile!)], vectors, CancellationToken.None);
            }
            catch (EncodingException e) when (e.Position >= 0 && e.Position < _toEncode.Count)
            {
                Fail(_toEncode[e.Position], e.Message);
                continue;
            }

            for (var i = 0; i < _toEncode.Count; i++) Complete(_toEncode[i], vectors.AsSpan(i * dimensions, dimensions));
            Encoded += _toEncode.Count;
            _toEncode.Clear();
        }
    }

    private void Complete(PreparedPhoto photo, ReadOnlySpan<float> vector)
    {
        photo.Tile!.Dispose();
        var half = new Half[vector.Length];
        for (var i = 0; i < half.Length; i++) half[i] = (Half)vector[i];
        if (photo.Change is not null) _changes.Add((photo, photo.Change));
        _changes.Add((photo, photo.Photo! with { Vector = half }));
    }

    private void Fail(PreparedPhoto photo, string reason)
    {
        _toEncode.Remove(photo);
        photo.Tile!.Dispose();
        var p = photo.Photo!;
        var failure = new PhotoFailure(PhotoFailureKind.NoVector, reason);
        _changes.Add((photo, new CatalogChange.Failed(p.Root, p.Path, p.Companion, p.Stamp, p.Hash, failure)));
    }
}
