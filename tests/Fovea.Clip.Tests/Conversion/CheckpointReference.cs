using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip.Tests;

/// <summary>What PyTorch computed with a checkpoint, and the same by the graphs that were made of it.</summary>
internal sealed class CheckpointReference(string folder)
{
    private readonly JsonElement _reference = Reference.Read(folder);

    /// <summary>The largest difference of any number of any vector.</summary>
    /// <param name="model">The folder that the checkpoint became.</param>
    /// <param name="early">Whether texts end with a token that is not the largest.</param>
    public float Furthest(string model, bool early = false)
    {
        var size = _reference.GetProperty("size").GetInt32();
        var image = Run(Path.Combine(model, "visual", "model.onnx"), OrtValue.CreateTensorValueFromMemory(Reference.Tensor(0, size), [1, 3, size, size]));
        var furthest = Difference([.. _reference.GetProperty("image").EnumerateArray().Select(v => v.GetSingle())], image);
        JsonElement[] texts = early ? [_reference.GetProperty("early")] : [.. _reference.GetProperty("texts").EnumerateArray()];
        foreach (var text in texts)
        {
            long[] ids = [.. text.GetProperty("ids").EnumerateArray().Select(v => v.GetInt64())];
            var vector = Run(Path.Combine(model, "textual", "model.onnx"), OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]));
            furthest = Math.Max(furthest, Difference(Reference.Vector(text), vector));
        }

        return furthest;
    }

    public int EndToken => _reference.GetProperty("endToken").GetInt32();

    private static float Difference(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Max(Math.Abs) > 0.1f, "The reference is nearly nothing; any graph would pass.");
        return expected.Zip(actual, (a, b) => float.IsFinite(b) ? Math.Abs(a - b) : float.PositiveInfinity).Max();
    }

    private static float[] Run(string path, OrtValue value)
    {
        using (value)
        {
            var graph = OnnxGraph.Read(path);
            var tower = new TowerGraph(graph, graph.Inputs[0], [], graph.Outputs[0]);
            using var session = new OnnxTower(tower, 1, GraphOptimizationLevel.ORT_ENABLE_ALL);
            return session.Run(new Dictionary<string, OrtValue> { [tower.Input.Name] = value }, 1);
        }
    }
}
