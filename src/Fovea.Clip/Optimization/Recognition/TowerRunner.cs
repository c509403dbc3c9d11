using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Runs parts of a tower's graph to see values inside it.</summary>
/// <param name="path">The tower's file, for errors.</param>
/// <param name="feed">Gives a value for an input; the caller of it disposes the value.</param>
internal sealed class TowerRunner(string path, Func<OnnxValue, OrtValue> feed)
{
    /// <summary>Computes values of a graph for one input.</summary>
    /// <exception cref="NotRecognizedException">ONNX Runtime cannot compute them.</exception>
    public IReadOnlyList<OnnxTensor> Run(OnnxModel model, IReadOnlyList<string> values)
    {
        var part = Part(model, values);
        OnnxTower.QuietEnvironment();
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            foreach (var input in part.Inputs) inputs.Add(input.Name, feed(input));
            using var session = new InferenceSession(OnnxModelWriter.ToBytes(part), options);
            using var results = session.Run(run, inputs, values);
            return [.. results.Select(Copy)];
        }
        catch (OnnxRuntimeException e)
        {
            throw new NotRecognizedException($"a value inside {Path.GetFileName(path)} cannot be computed: {e.Message.TrimEnd('.')}");
        }
        finally
        {
            foreach (var value in inputs.Values) value.Dispose();
        }
    }

    private static OnnxTensor Copy(OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape();
        return new OnnxTensor((OnnxTensorType)(int)shape.ElementDataType, [.. shape.Shape.Select(side => (int)side)], value.GetTensorMutableRawData().ToArray());
    }

    private static OnnxModel Part(OnnxModel model, IReadOnlyList<string> values)
    {
        var needed = new HashSet<string>(values, StringComparer.Ordinal);
        var nodes = new List<OnnxNode>();
        foreach (var node in model.Nodes.Reverse())
        {
            if (!node.Outputs.Any(needed.Contains)) continue;
            nodes.Insert(0, node);
            needed.UnionWith(node.Inputs);
        }

        return model with
        {
            Nodes = nodes,
            Weights = model.Weights.Where(w => needed.Contains(w.Key)).ToDictionary(StringComparer.Ordinal),
            Inputs = [.. model.Inputs.Where(i => needed.Contains(i.Name))],
            Outputs = [.. values.Select(v => new OnnxValue(v, OnnxTensorType.Unknown, null))],
        };
    }
}
