namespace Fovea.Clip;

/// <summary>Adds linear layers to a graph, each in the form that a plan names.</summary>
/// <param name="graph">The graph.</param>
/// <param name="plan">The form of each layer.</param>
internal sealed class LinearBuilder(GraphBuilder graph, TowerPlan plan)
{
    private readonly List<(string Layer, string Value)> _inputs = [];

    /// <summary>The layers and the values that they take, in the order they were added.</summary>
    public IReadOnlyList<(string Layer, string Value)> Inputs => _inputs;

    /// <summary>Adds a layer.</summary>
    /// <param name="name">The layer's name in plans.</param>
    /// <param name="x">What it takes.</param>
    /// <param name="layer">Its weights.</param>
    public string Add(string name, string x, LinearWeights layer)
    {
        _inputs.Add((name, x));
        if (plan.FormOf(name) is { } form)
        {
            var (scale, zero) = Scale(form.Least, form.Most);
            var (scaleName, zeroName) = (graph.Number(scale), graph.Weight(OnnxTensor.Of([zero], [])));
            return Multiply(name, graph.Node("QuantizeLinear", x, scaleName, zeroName), scaleName, zeroName, layer, form.Bits);
        }

        var product = graph.Node("MatMul", x, graph.Floats(layer.Weight, layer.Inputs, layer.Outputs));
        return layer.Bias is { } bias ? graph.Node("Add", product, graph.Floats(bias)) : product;
    }

    /// <summary>Multiplies bytes, scale and zero point known, and gives fp32.</summary>
    public string Multiply(string name, string bytes, string scale, string zero, LinearWeights layer, int bits)
    {
        var weights = plan.Quantize(name, layer, bits);
        List<string> inputs = [bytes, graph.Weight(OnnxTensor.Of(weights.Values, layer.Inputs, layer.Outputs)), scale, graph.Floats(weights.Scales), zero, ""];
        if (layer.Bias is { } bias) inputs.Add(graph.Floats(bias));
        return graph.Node("MatMulIntegerToFloat", GraphBuilder.Contrib, inputs, []);
    }

    // 0 must be a byte's value exactly: it is what most activations are near.
    private static (float Scale, byte Zero) Scale(float least, float most)
    {
        (least, most) = (Math.Min(least, 0), Math.Max(most, 0));
        var scale = (most - least) / 255;
        if (scale is 0 or float.NaN) return (1, 0);
        return (scale, (byte)Math.Clamp(MathF.Round(-least / scale), 0, 255));
    }
}
