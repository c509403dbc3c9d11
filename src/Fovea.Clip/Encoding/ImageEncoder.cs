using System.Runtime.ExceptionServices;

namespace Fovea.Clip;

/// <summary>A CLIP model's image tower on ONNX Runtime.</summary>
/// <remarks>
/// Thread-safe. Calls share the weights and are computed side by side, as many at a time as there are lanes; a call that finds lanes free
/// shares its pictures out among them. Do not dispose while a call runs.
/// </remarks>
public sealed class ImageEncoder : IImageEncoder
{
    private readonly IPictureTower _tower;
    private readonly Lazy<FloatPictureTower> _published;
    private readonly LaneGate _gate;
    private readonly int _lanes;

    internal ImageEncoder(TowerGraph published, TowerGraph? optimized, PreprocessSpec preprocessing, int? dimensions, EncoderOptions options)
    {
        Preprocessing = preprocessing;
        _lanes = Math.Max(1, options.Lanes);
        _published = new Lazy<FloatPictureTower>(() => new FloatPictureTower(published, preprocessing, options));
        _tower = optimized is null ? _published.Value : new BytePictureTower(optimized, preprocessing, options);
        _gate = new LaneGate(_lanes);
        try
        {
            Dimensions = dimensions ?? Measure();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int Dimensions { get; }

    /// <inheritdoc />
    public PreprocessSpec Preprocessing { get; }

    /// <inheritdoc />
    public int BatchSize => _tower.Batch;

    /// <summary>Numbers in the tensor of one picture: 3 × height × width.</summary>
    public int TensorLength => 3 * Preprocessing.Height * Preprocessing.Width;

    /// <inheritdoc />
    public void Encode(IReadOnlyList<PixelTile> tiles, Span<float> embeddings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        CheckLength(tiles.Count, embeddings.Length);
        foreach (var tile in tiles)
        {
            if (tile.Width != Preprocessing.Width || tile.Height != Preprocessing.Height)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"A tile has {tile.Width} × {tile.Height} pixels; the model reads {Preprocessing.Width} × {Preprocessing.Height}."), nameof(tiles));
            }
        }

        if (tiles.Count == 0) return;
        var lanes = _gate.Enter(Math.Min(_lanes, tiles.Count), cancellationToken);
        try
        {
            var size = Math.Min(BatchSize, (tiles.Count + lanes - 1) / lanes);
            var pieces = (tiles.Count + size - 1) / size;
            if (lanes == 1)
            {
                for (var piece = 0; piece < pieces; piece++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Normalise(_tower.Run(tiles, piece * size, Math.Min(size, tiles.Count - (piece * size))), piece * size, Math.Min(size, tiles.Count - (piece * size)), embeddings);
                }
            }
            else
            {
                var raw = RunSideBySide(tiles, size, pieces, lanes, cancellationToken);
                for (var piece = 0; piece < pieces; piece++) Normalise(raw[piece], piece * size, Math.Min(size, tiles.Count - (piece * size)), embeddings);
            }
        }
        finally
        {
            _gate.Leave(lanes);
        }
    }

    /// <summary>Encodes pictures that are already tensors, normalised with the model's mean and deviation, channels first, with the tower as it was published.</summary>
    /// <param name="tensors"><c>[count, 3, height, width]</c>, row-major.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="embeddings"><c>[count, Dimensions]</c>, row-major.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="EncodingException">The model failed or gave a vector that cannot be used.</exception>
    public void EncodeTensors(ReadOnlySpan<float> tensors, int count, Span<float> embeddings, CancellationToken cancellationToken)
    {
        CheckLength(count, embeddings.Length);
        if (tensors.Length != (long)count * TensorLength)
        {
            throw new ArgumentException(FormattableString.Invariant($"{count} pictures are {(long)count * TensorLength} numbers, not {tensors.Length}."), nameof(tensors));
        }

        var tower = _published.Value;
        for (var start = 0; start < count; start += tower.Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(tower.Batch, count - start);
            Normalise(tower.Run(tensors.Slice(start * TensorLength, rows * TensorLength), rows), start, rows, embeddings);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _tower?.Dispose();
        if (_published.IsValueCreated) _published.Value.Dispose();
        _gate?.Dispose();
    }

    private float[][] RunSideBySide(IReadOnlyList<PixelTile> tiles, int size, int pieces, int lanes, CancellationToken cancellationToken)
    {
        var raw = new float[pieces][];
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellationToken };
            Parallel.For(0, pieces, options, piece => raw[piece] = _tower.Run(tiles, piece * size, Math.Min(size, tiles.Count - (piece * size))));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return raw;
    }

    private void Normalise(float[] raw, int start, int count, Span<float> embeddings)
    {
        if (raw.Length != count * Dimensions)
        {
            throw new EncodingException(-1, FormattableString.Invariant($"The image tower gave {raw.Length / count} numbers instead of {Dimensions}. Use the files of one and the same model."));
        }

        for (var i = 0; i < count; i++)
        {
            UnitVector.Normalise(raw.AsSpan(i * Dimensions, Dimensions), embeddings.Slice((start + i) * Dimensions, Dimensions), start + i);
        }
    }

    private int Measure()
    {
        using var tile = new PixelTile(Preprocessing.Width, Preprocessing.Height);
        tile.Pixels.Clear();
        return _tower.Run([tile], 0, 1).Length;
    }

    private void CheckLength(int count, int length)
    {
        if (length != (long)count * Dimensions)
        {
            throw new ArgumentException(FormattableString.Invariant($"The output has room for {length} numbers; {count} vectors of {Dimensions} need {(long)count * Dimensions}."), nameof(length));
        }
    }
}
