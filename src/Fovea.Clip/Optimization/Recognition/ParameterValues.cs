namespace Fovea.Clip;

/// <summary>The numbers behind the parameters of a graph, computed where they are not weights as they stand.</summary>
internal sealed class ParameterValues(GraphReading graph, TowerRunner runner)
{
    private readonly Dictionary<string, OnnxTensor> _known = new(StringComparer.Ordinal);

    /// <summary>Computes all of these at once; those that are known already cost nothing.</summary>
    public void Compute(IEnumerable<string> names)
    {
        var missing = names.Where(n => Stored(n) is null).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        foreach (var (name, value) in missing.Zip(runner.Run(graph.Model, missing))) _known[name] = value;
    }

    /// <summary>A parameter.</summary>
    public OnnxTensor Tensor(string name)
    {
        Compute([name]);
        return Stored(name)!;
    }

    /// <summary>A parameter as fp32.</summary>
    public float[] Floats(string name) => Tensor(name).ToFloats() ?? throw new NotRecognizedException($"the weight {name} has numbers of a kind that is not known");

    /// <summary>A short list of whole numbers; null for a value that is no parameter.</summary>
    public IReadOnlyList<long>? Whole(string name) =>
        graph.IsParameter(name) && Tensor(name) is { Count: <= 8 } tensor && tensor.ToFloats() is { } values ? [.. values.Select(v => v >= long.MaxValue ? long.MaxValue : (long)v)] : null;

    private OnnxTensor? Stored(string name) =>
        graph.Model.Weights.GetValueOrDefault(name)
        ?? _known.GetValueOrDefault(name)
        ?? (graph.Producer(name) is { Operator: "Constant" } constant ? Constant(constant) : null)
        ?? (graph.Producer(name) is { Operator: "Identity" } same ? Stored(same.Inputs[0]) : null);

    private static OnnxTensor? Constant(OnnxNode node) => node.Attribute("value")?.Tensor
        ?? (node.Attribute("value_float")?.Float is { } real ? OnnxTensor.Of([real], []) : null)
        ?? (node.Attribute("value_int")?.Integer is { } integer ? OnnxTensor.Of([integer], []) : null)
        ?? (node.Attribute("value_ints")?.Integers is { } list ? OnnxTensor.Of([.. list], list.Count) : null);
}
