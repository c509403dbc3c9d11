namespace Fovea.Clip;

/// <summary>A tower that loads on first use, from the very bytes that were hashed. Not thread-safe.</summary>
internal sealed class LoadedTower<T> : IDisposable
    where T : class, IDisposable
{
    private readonly OnnxGraph _graph;
    private readonly Func<T> _load;
    private readonly ModelFileStamp[] _stamps;
    private T? _encoder;

    public LoadedTower(ModelFiles files, OnnxGraph graph, Func<T> load)
    {
        _graph = graph;
        _load = load;
        _stamps = Stamps();
        Sha256 = files.HashOf(graph);
    }

    /// <summary>The hash of the tower's files.</summary>
    public string Sha256 { get; }

    /// <summary>The encoder; a failed load is tried again by the next call.</summary>
    public T Get()
    {
        if (_encoder is not null) return _encoder;

        var encoder = _load();
        if (!Stamps().AsSpan().SequenceEqual(_stamps))
        {
            encoder.Dispose();
            throw new ModelException(_graph.Path, $"{_graph.Path} changed after it was checked. Open the model again when nothing writes to its folder.");
        }

        return _encoder = encoder;
    }

    public void Dispose() => _encoder?.Dispose();

    private ModelFileStamp[] Stamps() => [FileHashing.Stamp(_graph.Path), .. _graph.DataFiles.Select(FileHashing.Stamp)];
}
