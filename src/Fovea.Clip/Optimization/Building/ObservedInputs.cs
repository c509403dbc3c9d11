namespace Fovea.Clip;

/// <summary>Outputs that tell the least and the largest of each number that a layer takes.</summary>
internal static class ObservedInputs
{
    public static string Least(string layer) => $"{layer}.least";

    public static string Most(string layer) => $"{layer}.most";

    /// <summary>Adds them for every layer.</summary>
    public static List<OnnxValue> Add(GraphBuilder graph, LinearBuilder linear)
    {
        var outputs = new List<OnnxValue>();
        foreach (var (layer, value) in linear.Inputs)
        {
            var axes = new OnnxAttribute("axes") { Integers = [0, 1] };
            foreach (var (name, type) in new[] { (Least(layer), "ReduceMin"), (Most(layer), "ReduceMax") })
            {
                graph.Named(name, type, value, axes, GraphBuilder.Integer("keepdims", 0));
                outputs.Add(new OnnxValue(name, OnnxTensorType.Float, [null]));
            }
        }

        return outputs;
    }
}
