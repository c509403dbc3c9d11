namespace Fovea.Clip;

/// <summary>
/// Builds an image tower that takes bytes: <c>pixels</c> uint8 <c>[n, 1 + patches, 3 · patch²]</c>, each row a patch by row, column
/// and channel, and the first row zeros. Mean and deviation are folded into the first layer.
/// </summary>
internal static class ImageGraphBuilder
{
    public const string InputName = "pixels";
    public const string OutputName = "embedding";

    /// <summary>The name of the first layer in plans; its inputs are bytes already.</summary>
    public const string FirstLayer = "patch";

    /// <summary>Builds the graph.</summary>
    /// <param name="tower">The weights.</param>
    /// <param name="preprocessing">Mean and deviation.</param>
    /// <param name="plan">The form of each layer.</param>
    /// <param name="observe">Whether the extremes of what every layer takes are given out too.</param>
    public static OnnxModel Build(ImageTowerWeights tower, PreprocessSpec preprocessing, TowerPlan plan, bool observe = false)
    {
        var graph = new GraphBuilder();
        var linear = new LinearBuilder(graph, plan);
        var width = tower.Transformer.Width;
        var embedding = FoldPixels(tower.Embedding, preprocessing);

        // The row of zeros in front gives zeros, and the class token comes with the positions.
        var tokens = 1 + (tower.Grid.Rows * tower.Grid.Columns);
        var positions = (float[])tower.Positions.Clone();
        for (var i = 0; i < width; i++) positions[i] += tower.ClassToken[i];
        for (var i = width; i < positions.Length; i++) positions[i] += embedding.Bias![i % width];

        var layer = embedding with { Bias = null };
        var x = plan.FormOf(FirstLayer) is { } form
            ? linear.Multiply(FirstLayer, InputName, graph.Number(1), graph.Weight(OnnxTensor.Of([(byte)0], [])), layer, form.Bits)
            : graph.Node("MatMul", Cast(graph), graph.Floats(layer.Weight, layer.Inputs, layer.Outputs));
        x = graph.Node("Add", x, graph.Floats(positions, 1, tokens, width));
        if (tower.FirstNorm is { } norm) x = graph.Norm(x, norm);
        var output = new TransformerBuilder(graph, linear, tower.Transformer, causal: false, token: 0)
            .Add(x, graph.Norm(x, tower.Transformer.Blocks[0].AttentionNorm));

        return graph.Finish(
            new OnnxValue(InputName, OnnxTensorType.UInt8, [null, tokens, tower.Embedding.Inputs]),
            new OnnxValue(OutputName, OnnxTensorType.Float, [null, tower.Transformer.Projection.Outputs]),
            output,
            observe ? ObservedInputs.Add(graph, linear) : null);
    }

    private static string Cast(GraphBuilder graph) => graph.Node("Cast", "", [InputName], GraphBuilder.Integer("to", (long)OnnxTensorType.Float));

    // (value / 255 − mean) / deviation is linear in the value.
    private static LinearWeights FoldPixels(LinearWeights layer, PreprocessSpec spec)
    {
        var weight = new float[layer.Weight.Length];
        var bias = new double[layer.Outputs];
        for (var row = 0; row < layer.Inputs; row++)
        {
            var (mean, deviation) = (spec.Mean[row % 3], spec.StandardDeviation[row % 3]);
            for (var o = 0; o < layer.Outputs; o++)
            {
                var value = layer.Weight[(row * layer.Outputs) + o];
                weight[(row * layer.Outputs) + o] = value / (255f * deviation);
                bias[o] -= (double)value * mean / deviation;
            }
        }

        return layer with { Weight = weight, Bias = [.. bias.Select((b, o) => (float)b + (layer.Bias?[o] ?? 0))] };
    }
}
