using Microsoft.ML.OnnxRuntime;

namespace Fovea.Bench.Encoding;

/// <summary>The peer: a published image tower in ONNX Runtime with its usual options, fed with normalised floats that are there already.</summary>
internal sealed class PublishedTower : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _pixels;
    private readonly int _rows;

    public PublishedTower(string path, int threads, int batch)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
        var shape = _session.InputMetadata.Values.First().Dimensions;

        // A graph for one picture at a time takes one.
        _rows = shape[0] > 0 ? shape[0] : batch;
        var pixels = new float[_rows * 3 * shape[2] * shape[3]];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (i % 977 / 244f) - 2;
        _pixels = OrtValue.CreateTensorValueFromMemory(pixels, [_rows, 3, shape[2], shape[3]]);
    }

    /// <summary>Encodes a batch.</summary>
    /// <returns>How many pictures it was.</returns>
    public int Encode()
    {
        using var results = _session.Run(_run, [_session.InputMetadata.Keys.First()], [_pixels], [.. _session.OutputMetadata.Keys.Take(1)]);
        return _rows;
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _session.Dispose();
        _run.Dispose();
    }
}
