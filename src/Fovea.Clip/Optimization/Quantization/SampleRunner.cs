using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Runs a graph that was built here over samples, without writing it to a drive.</summary>
internal static class SampleRunner
{
    /// <summary>The unit vector of every picture or text.</summary>
    public static List<float[]> Encode(OnnxModel model, IReadOnlyList<TowerSample> samples, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>();
        Run(model, samples, [ImageGraphBuilder.OutputName], outputs => AddRows(outputs[0], vectors), cancellationToken);
        return vectors;
    }

    /// <summary>The same, and what every layer took.</summary>
    public static (List<float[]> Vectors, Dictionary<string, LayerObservation> Seen) Observe(OnnxModel model, IReadOnlyList<TowerSample> samples, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>();
        var seen = new Dictionary<string, LayerObservation>(StringComparer.Ordinal);
        var layers = model.Outputs.Skip(1).Select(o => o.Name[..o.Name.LastIndexOf('.')]).Distinct(StringComparer.Ordinal).ToList();
        string[] outputs = [ImageGraphBuilder.OutputName, .. layers.SelectMany(layer => new[] { ObservedInputs.Least(layer), ObservedInputs.Most(layer) })];
        Run(model, samples, outputs, Add, cancellationToken);
        return (vectors, seen);

        void Add(IReadOnlyList<OrtValue> values)
        {
            AddRows(values[0], vectors);
            for (var i = 0; i < layers.Count; i++)
            {
                var now = new LayerObservation(Numbers(values[1 + (2 * i)]), Numbers(values[2 + (2 * i)]));
                seen[layers[i]] = seen.TryGetValue(layers[i], out var before) ? before.Or(now) : now;
            }
        }
    }

    private static void Run(OnnxModel model, IReadOnlyList<TowerSample> samples, string[] outputs, Action<IReadOnlyList<OrtValue>> add, CancellationToken cancellationToken)
    {
        OnnxTower.QuietEnvironment();
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(OnnxModelWriter.ToBytes(model), options);
        foreach (var sample in samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var input = sample.Create();
            using var results = session.Run(run, new Dictionary<string, OrtValue> { [sample.Input] = input }, outputs);
            add([.. results]);
        }
    }

    private static float[] Numbers(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();

    private static void AddRows(OrtValue value, List<float[]> vectors)
    {
        var rows = (int)value.GetTensorTypeAndShape().Shape[0];
        var numbers = value.GetTensorDataAsSpan<float>();
        var length = numbers.Length / rows;
        for (var row = 0; row < rows; row++) vectors.Add(numbers.Slice(row * length, length).ToArray());
    }
}
