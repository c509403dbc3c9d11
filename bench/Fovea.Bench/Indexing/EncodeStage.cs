using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Fovea.Bench.Indexing;

/// <summary>
/// The graph as it lies in the model folder, run by ONNX Runtime on all processors in batches of eight: the second half of a peer that only
/// decodes.
/// </summary>
internal sealed class EncodeStage : IDisposable
{
    private const int Batch = 8;
    private readonly InferenceSession _session;
    private readonly DenseTensor<float> _tensor;

    public EncodeStage(string graph, int size)
    {
        _session = new InferenceSession(graph, new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount, InterOpNumThreads = 1 });
        _tensor = new DenseTensor<float>([Batch, 3, size, size]);
        var random = new Random(1);
        for (var i = 0; i < _tensor.Length; i++) _tensor.SetValue(i, (float)random.NextDouble() - 0.5f);
        Run();
    }

    /// <summary>Seconds for as many photos.</summary>
    public double Seconds(int photos)
    {
        var began = Stopwatch.GetTimestamp();
        for (var done = 0; done < photos; done += Batch) Run();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => _session.Dispose();

    private void Run()
    {
        using var results = _session.Run([NamedOnnxValue.CreateFromTensor(_session.InputMetadata.Keys.First(), _tensor)]);
    }
}
