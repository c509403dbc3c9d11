namespace Fovea.Clip;

/// <summary>A tower that loads on first use, from the very bytes that were hashed. Not thread-safe.</summary>
internal sealed class LoadedTower<T> : IDisposable
    where T : class, IDisposable
{
    private readonly string _path;
    private readonly Func<T> _load;
    private readonly FileStamp _stamp;
    private T? _encoder;

    public LoadedTower(ModelFiles files, string path, Func<T> load)
    {
        _path = path;
        _load = load;
        _stamp = FileHashing.Stamp(path);
        Sha256 = files.HashOf(path);
    }

    /// <summary>The hash of the tower's file.</summary>
    public string Sha256 { get; }

    /// <summary>The encoder; a failed load is tried again by the next call.</summary>
    public T Get()
    {
        if (_encoder is not null) return _encoder;

        var encoder = _load();
        if (FileHashing.Stamp(_path) != _stamp)
        {
            encoder.Dispose();
            throw new ModelException(_path, $"{_path} changed after it was checked. Open the model again when nothing writes to its folder.");
        }

        return _encoder = encoder;
    }

    public void Dispose() => _encoder?.Dispose();
}
