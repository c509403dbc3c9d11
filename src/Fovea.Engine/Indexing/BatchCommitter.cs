namespace Fovea.Engine.Indexing;

/// <summary>
/// Encodes pictures in batches and commits photo rows and vectors together; <c>committed</c> is told of each photo then. Used by one thread.
/// </summary>
internal sealed class BatchCommitter(IPhotoCatalog catalog, IDualEncoder model, IndexerOptions options, TimeProvider time, Action<PreparedPhoto> committed) : IDisposable
{
    private readonly List<PreparedPhoto> _toEncode = [];
    private readonly List<PreparedPhoto> _ready = [];
    private long _oldest;
    private int _committed;

    /// <summary>Files whose work is finished: committed, ready to be, or none was needed.</summary>
    public int Done => _committed + _ready.Count;

    /// <summary>Pictures that got a vector.</summary>
    public int Encoded { get; private set; }

    /// <summary>Whether anything waits to be committed.</summary>
    public bool HasWork => _toEncode.Count + _ready.Count > 0;

    public void Add(PreparedPhoto photo)
    {
        if (!HasWork) _oldest = time.GetTimestamp();
        if (photo.Tile is not null) _toEncode.Add(photo);
        else _ready.Add(photo);

        if (_toEncode.Count > 0 && _toEncode.Count >= model.Images.BatchSize) Encode();
        FlushIfDue();
    }

    /// <summary>Encodes and commits everything once there is enough of it, or it has waited long enough.</summary>
    public void FlushIfDue()
    {
        if (HasWork && (_ready.Count >= options.MaxBatchChanges || time.GetElapsedTime(_oldest) >= options.CommitInterval)) Flush();
    }

    /// <summary>Encodes and commits everything that was added.</summary>
    public void Flush()
    {
        Encode();
        Commit();
    }

    /// <summary>Commits what needs no more encoding.</summary>
    public void Commit()
    {
        var changes = _ready.SelectMany(photo => photo.Changes).ToList();
        if (changes.Count > 0) catalog.Commit(model.Name, changes);
        _committed += _ready.Count;
        foreach (var photo in _ready) committed(photo);
        _ready.Clear();
    }

    /// <summary>Gives back the tiles that were not encoded.</summary>
    public void Dispose() => _toEncode.ForEach(photo => photo.Dispose());

    private void Encode()
    {
        var dimensions = model.Space.Dimensions;
        while (_toEncode.Count > 0)
        {
            var vectors = new float[_toEncode.Count * dimensions];
            try
            {
                model.Images.Encode(_toEncode.ConvertAll(photo => photo.Tile!), vectors, CancellationToken.None);
            }
            catch (EncodingException e) when (e.Position >= 0 && e.Position < _toEncode.Count)
            {
                _toEncode[e.Position].Fail(e.Message);
                _ready.Add(_toEncode[e.Position]);
                _toEncode.RemoveAt(e.Position);
                continue;
            }

            for (var i = 0; i < _toEncode.Count; i++) _toEncode[i].Complete(vectors.AsSpan(i * dimensions, dimensions));
            Encoded += _toEncode.Count;
            _ready.AddRange(_toEncode);
            _toEncode.Clear();
        }
    }
}
