namespace Fovea.Clip.Tests;

/// <summary>Writes the blocks of a small transformer with random weights in the style of an exporter.</summary>
internal sealed class ExportedBlocks(GraphBuilder graph, ExportStyle style, Random random, int width, int heads)
{
    private const int Dimensions = 32;

    private readonly int _depth = width / heads;

    public string Block(string x, string? mask)
    {
        var normalised = Norm(x);
        x = graph.Node("Add", x, Linear(Attend(normalised, mask), width, width));
        return graph.Node("Add", Linear(Activate(Linear(Norm(x), width, 4 * width)), 4 * width, width), x);
    }

    public string Norm(string x)
    {
        var (scale, bias) = (graph.Floats(Numbers(width, 0.2f, 1)), graph.Floats(Numbers(width, 0.2f)));
        if (!style.ManyNorms) return graph.Node("LayerNormalization", "", [x, scale, bias], GraphBuilder.Integer("axis", -1), GraphBuilder.Real("epsilon", 1e-5f));
        var difference = graph.Node("Sub", x, Mean(x));
        var deviation = graph.Node("Sqrt", graph.Node("Add", Mean(graph.Node("Pow", difference, graph.Number(2))), graph.Number(1e-5f)));
        return graph.Node("Add", graph.Node("Mul", graph.Node("Div", difference, deviation), scale), bias);
    }

    public string Project(string x)
    {
        var y = graph.Node("MatMul", x, graph.Floats(Numbers(width * Dimensions, 0.3f), width, Dimensions));
        return style.Normalised ? graph.Node("Div", y, graph.Node("ReduceL2", "", [y], new OnnxAttribute("axes") { Integers = [-1] })) : y;
    }

    public string Linear(string x, int inputs, int outputs)
    {
        var (weight, bias) = (Numbers(inputs * outputs, 1.4f / MathF.Sqrt(inputs)), graph.Floats(Numbers(outputs, 0.1f)));
        if (!style.Gemm) return graph.Node("Add", bias, graph.Node("MatMul", x, graph.Floats(weight, inputs, outputs)));
        var shape = graph.Node("Concat", "", [graph.Node("Shape", "", [x], GraphBuilder.Integer("end", 2)), graph.Integers(outputs)], GraphBuilder.Integer("axis", 0));
        var flat = graph.Node("Reshape", x, graph.Integers(-1, inputs));
        return graph.Node("Reshape", graph.Node("Gemm", "", [flat, graph.Floats(weight, outputs, inputs), bias], GraphBuilder.Integer("transB", 1)), shape);
    }

    public float[] Numbers(int count, float spread, float mean = 0) => [.. Enumerable.Range(0, count).Select(_ => mean + (spread * ((random.NextSingle() * 2) - 1)))];

    public string Transpose(string x, params long[] order) => graph.Node("Transpose", "", [x], new OnnxAttribute("perm") { Integers = order });

    private string Mean(string x) => graph.Node("ReduceMean", "", [x], new OnnxAttribute("axes") { Integers = [-1] }, GraphBuilder.Integer("keepdims", 1));

    private string Activate(string x)
    {
        if (!style.Exact) return graph.Node("Mul", x, graph.Node("Sigmoid", graph.Node("Mul", x, graph.Number(1.702f))));
        var erf = graph.Node("Add", graph.Node("Erf", graph.Node("Div", x, graph.Number(MathF.Sqrt(2)))), graph.Number(1));
        return graph.Node("Mul", graph.Node("Mul", x, erf), graph.Number(0.5f));
    }

    private string Attend(string x, string? mask)
    {
        var parts = Parts(x);
        var root = style.Scale == "both" ? MathF.Pow(_depth, -0.25f) : 1;
        var (query, key, value) = (Heads(Scaled(parts[0], style.Scale == "query" ? MathF.Pow(_depth, -0.5f) : root)), Heads(parts[1]), Heads(parts[2]));
        var scores = Scaled(graph.Node("MatMul", query, Scaled(Transpose(key, 0, 1, 3, 2), root)), style.Scale == "scores" ? MathF.Pow(_depth, -0.5f) : 1);
        if (mask is not null) scores = graph.Node("Add", scores, mask);
        var weights = graph.Node("Softmax", "", [scores], GraphBuilder.Integer("axis", -1));
        if (style.GuardsProbabilities) weights = graph.Node("Where", graph.Node("IsNaN", weights), graph.Number(0), weights);
        return Joined(graph.Node("MatMul", weights, value));
    }

    private string[] Parts(string x)
    {
        if (style.Parts == "apart") return [Linear(x, width, width), Linear(x, width, width), Linear(x, width, width)];
        var all = Linear(x, width, 3 * width);
        if (style.Parts == "split") return graph.Node("Split", "", [all], 3, [GraphBuilder.Integer("axis", -1)]);
        if (style.Parts == "slice")
        {
            return [.. Enumerable.Range(0, 3).Select(i => graph.Node("Slice", all, graph.Integers(i * width), graph.Integers(i == 2 ? long.MaxValue : (i + 1) * width), graph.Integers(2)))];
        }

        // As nn.MultiheadAttention does it: [a, b, 3, width] → [3, a, b, width], and one of the three.
        var apart = graph.Node("Unsqueeze", graph.Node("Reshape", all, graph.Integers(0, 0, 3, width)), graph.Integers(0));
        var front = graph.Node("Squeeze", Transpose(apart, 3, 1, 2, 0, 4), graph.Integers(3));
        return [.. Enumerable.Range(0, 3).Select(i => graph.Node("Gather", "", [front, graph.Weight(OnnxTensor.Of([(long)i], []))], GraphBuilder.Integer("axis", 0)))];
    }

    private string Scaled(string x, float factor) => factor == 1 ? x : graph.Node("Mul", x, graph.Number(factor));

    // [n, t, w] or [t, n, w] → [n, heads, t, depth]
    private string Heads(string x)
    {
        var apart = graph.Node("Reshape", x, graph.Integers(0, 0, heads, _depth));
        return style.TokensFirst ? Transpose(apart, 1, 2, 0, 3) : Transpose(apart, 0, 2, 1, 3);
    }

    private string Joined(string x) => graph.Node("Reshape", style.TokensFirst ? Transpose(x, 2, 0, 1, 3) : Transpose(x, 0, 2, 1, 3), graph.Integers(0, 0, width));
}
