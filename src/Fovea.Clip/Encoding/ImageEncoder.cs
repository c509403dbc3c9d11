using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>A CLIP model's image tower on ONNX Runtime.</summary>
/// <remarks>
/// Thread-safe; concurrent calls share the session's threads. Input buffers are kept for reuse, one for each call that ran at the same time.
/// Do not dispose while a call runs.
/// </remarks>
public sealed class ImageEncoder : IImageEncoder
{
    private readonly OnnxTower _tower;
    private readonly TowerGraph _graph;
    private readonly BatchPlan _plan;
    private readonly PixelNormaliser _normaliser;
    private readonly ConcurrentBag<float[]> _buffers = [];
    private readonly OnnxValue[] _textInputs;

    internal ImageEncoder(TowerGraph graph, PreprocessSpec preprocessing, int? dimensions, EncoderOptions options)
    {
        _graph = graph;
        Preprocessing = preprocessing;
        _normaliser = new PixelNormaliser(preprocessing);
        _plan = new BatchPlan(graph.Batch, options.BatchSize);
        _textInputs = [.. graph.Extras];
        _tower = new OnnxTower(graph, options);
        try
        {
            Dimensions = dimensions ?? Run(new float[TensorLength], 1).Length / _plan.Rows(1);
        }
        catch
        {
            _tower.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int Dimensions { get; }

    /// <inheritdoc />
    public PreprocessSpec Preprocessing { get; }

    /// <inheritdoc />
    public int BatchSize => _plan.Full;

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

        for (var start = 0; start < tiles.Count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BatchSize, tiles.Count - start);
            var buffer = RentBuffer();
            for (var i = 0; i < count; i++) _normaliser.Normalise(tiles[start + i].Pixels, buffer.AsSpan(i * TensorLength, TensorLength));
            EncodeBuffer(buffer, start, count, embeddings);
        }
    }

    /// <summary>Encodes pictures that are already tensors: normalised with the model's mean and deviation, channels first.</summary>
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

        for (var start = 0; start < count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = Math.Min(BatchSize, count - start);
            var buffer = RentBuffer();
            tensors.Slice(start * TensorLength, rows * TensorLength).CopyTo(buffer);
            EncodeBuffer(buffer, start, rows, embeddings);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _tower.Dispose();

    private void EncodeBuffer(float[] buffer, int start, int count, Span<float> embeddings)
    {
        try
        {
            var raw = Run(buffer, count);
            for (var i = 0; i < count; i++)
            {
                UnitVector.Normalise(raw.AsSpan(i * Dimensions, Dimensions), embeddings.Slice((start + i) * Dimensions, Dimensions), start + i);
            }
        }
        finally
        {
            _buffers.Add(buffer);
        }
    }

    private float[] Run(float[] buffer, int count)
    {
        var rows = _plan.Rows(count);

        // Zeros are neutral also for graphs that quantise over the whole batch.
        buffer.AsSpan(count * TensorLength, (rows - count) * TensorLength).Clear();
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            inputs.Add(_graph.Input.Name, TensorInput.FromFloats(_graph.Input, buffer.AsMemory(0, rows * TensorLength), [rows, 3, Preprocessing.Height, Preprocessing.Width]));
            foreach (var extra in _textInputs) inputs.Add(extra.Name, Filler(extra, rows));
            var raw = _tower.Run(inputs, rows);
            return Dimensions == 0 || raw.Length == rows * Dimensions
                ? raw
                : throw new EncodingException(-1, FormattableString.Invariant($"{_graph.Graph.Path} gave {raw.Length / rows} numbers instead of {Dimensions}. Use the files of one and the same model."));
        }
        finally
        {
            foreach (var value in inputs.Values) value.Dispose();
        }
    }

    // A graph of both towers wants a text as well; which one does not matter to the picture.
    private OrtValue Filler(OnnxValue extra, int rows)
    {
        var length = extra.Dimension(1) ?? 2;
        var texts = extra.Dimension(0) ?? rows;
        var ones = new long[texts * length];
        Array.Fill(ones, 1);
        return TensorInput.FromIntegers(_graph, extra, ones, [texts, length]);
    }

    private float[] RentBuffer() => _buffers.TryTake(out var buffer) ? buffer : GC.AllocateUninitializedArray<float>(BatchSize * TensorLength);

    private void CheckLength(int count, int length)
    {
        if (length != (long)count * Dimensions)
        {
            throw new ArgumentException(FormattableString.Invariant($"The output has room for {length} numbers; {count} vectors of {Dimensions} need {(long)count * Dimensions}."), nameof(length));
        }
    }
}
