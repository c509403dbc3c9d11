using static Fovea.Clip.GraphBuilder;

namespace Fovea.Clip;

/// <summary>Adds a tower's blocks to a graph in ONNX's own operators only, as exporters write them, so that it runs anywhere.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The blocks.</param>
/// <param name="half">Whether matrices are stored in half precision.</param>
internal sealed class PublishedBlocks(GraphBuilder graph, TransformerWeights weights, bool half)
{
    private const float LargestHalf = 65504;

    private readonly int _depth = weights.Width / weights.Heads;

    /// <summary>All blocks.</summary>
    /// <param name="x"><c>[n, t, width]</c>.</param>
    /// <param name="mask">Added to the scores: <c>[t, t]</c>; null: every token sees all.</param>
    /// <returns><c>[n, t, width]</c>.</returns>
    public string Add(string x, string? mask)
    {
        foreach (var block in weights.Blocks)
        {
            x = graph.Node("Add", x, Linear(Attend(graph.Norm(x, block.AttentionNorm), block, mask), block.Out));
            x = graph.Node("Add", x, Linear(Activate(Linear(graph.Norm(x, block.MlpNorm), block.Up)), block.Down));
        }

        return x;
    }

    /// <summary>What follows the choice of one token: <c>[n, width]</c> to <c>[n, dimensions]</c>.</summary>
    public string Project(string x) => Linear(weights.FinalNorm is { } norm ? graph.Norm(x, norm) : x, weights.Projection);

    /// <summary>A large weight, stored as the person wants it and used in fp32.</summary>
    public string Matrix(float[] values, params IReadOnlyList<int> shape) => IsHalf(values)
        ? graph.Node("Cast", "", [graph.Weight(OnnxTensor.OfHalves(values, shape))], Integer("to", (long)OnnxTensorType.Float))
        : graph.Floats(values, shape);

    /// <summary>Rows of a table, which is never brought to fp32 as a whole.</summary>
    public string Rows(float[] table, int rows, int width, string ids)
    {
        if (!IsHalf(table)) return graph.Node("Gather", graph.Floats(table, rows, width), ids);
        return graph.Node("Cast", "", [graph.Node("Gather", graph.Weight(OnnxTensor.OfHalves(table, rows, width)), ids)], Integer("to", (long)OnnxTensorType.Float));
    }

    /// <summary>Changes the order of dimensions.</summary>
    public string Transpose(string x, params long[] order) => graph.Node("Transpose", "", [x], new OnnxAttribute("perm") { Integers = order });

    private bool IsHalf(float[] values) => half && Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(values)) <= LargestHalf;

    private string Attend(string x, BlockWeights block, string? mask)
    {
        var parts = graph.Node("Split", "", [Linear(x, block.Qkv)], 3, [Integer("axis", -1)]);
        var query = graph.Node("Mul", parts[0], graph.Number(1 / MathF.Sqrt(_depth)));
        var scores = graph.Node("MatMul", Transpose(Heads(query), 0, 2, 1, 3), Transpose(Heads(parts[1]), 0, 2, 3, 1));
        if (mask is not null) scores = graph.Node("Add", scores, mask);
        var attended = graph.Node("MatMul", graph.Node("Softmax", "", [scores], Integer("axis", -1)), Transpose(Heads(parts[2]), 0, 2, 1, 3));
        return graph.Node("Reshape", Transpose(attended, 0, 2, 1, 3), graph.Integers(0, 0, weights.Width));
    }

    private string Heads(string x) => graph.Node("Reshape", x, graph.Integers(0, 0, weights.Heads, _depth));

    private string Linear(string x, LinearWeights layer)
    {
        var product = graph.Node("MatMul", x, Matrix(layer.Weight, layer.Inputs, layer.Outputs));
        return layer.Bias is { } bias ? graph.Node("Add", product, graph.Floats(bias)) : product;
    }

    private string Activate(string x)
    {
        if (weights.Activation == ActivationKind.QuickGelu) return graph.Node("Mul", x, graph.Node("Sigmoid", graph.Node("Mul", x, graph.Number(1.702f))));
        var erf = graph.Node("Erf", graph.Node("Div", x, graph.Number(MathF.Sqrt(2))));
        return graph.Node("Mul", graph.Node("Mul", x, graph.Node("Add", erf, graph.Number(1))), graph.Number(0.5f));
    }
}
