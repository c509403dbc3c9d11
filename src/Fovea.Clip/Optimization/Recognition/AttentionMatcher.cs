namespace Fovea.Clip;

/// <summary>
/// Finds an attention: where its queries, keys and values come from. Scales, masks and the order of heads are left to the proof that
/// follows recognition, in which the rebuilt tower must give the same vectors.
/// </summary>
internal sealed class AttentionMatcher(GraphReading graph, LayerMatcher layers, ParameterValues values)
{
    /// <summary>The attention whose result, heads joined, is <paramref name="value"/>.</summary>
    /// <param name="value">What the layer behind the attention takes.</param>
    /// <param name="input">The normalised value that the attention must work on.</param>
    public (PartMatch Query, PartMatch Key, PartMatch Value, string Softmax)? Match(string value, out string? input)
    {
        input = null;
        if (graph.Maker(value) is not { Operator: "MatMul" } mix || Softmax(mix.Inputs[0]) is not { } softmax) return null;
        if (Scores(softmax.Inputs[0]) is not { } scores) return null;
        if (Part(scores.Inputs[0]) is not { } query || Part(scores.Inputs[1]) is not { } key || Part(mix.Inputs[1]) is not { } content) return null;

        string[] inputs = [.. new[] { query, key, content }.Select(p => graph.Root(p.Layer.Input)).Distinct(StringComparer.Ordinal)];
        if (inputs.Length != 1) return null;
        input = inputs[0];
        return (query, key, content, softmax.Outputs[0]);
    }

    // Newer exporters replace rows that are masked altogether: Where(IsNaN(p), 0, p).
    private OnnxNode? Softmax(string value)
    {
        for (var node = graph.Maker(value); node is not null; node = graph.Maker(value))
        {
            if (node.Operator == "Softmax") return node;
            if (node.Operator != "Where") return null;
            value = node.Inputs[2];
        }

        return null;
    }

    // Behind the mask, which may come from an input, and the scale: the product of queries and keys.
    private OnnxNode? Scores(string value)
    {
        if (graph.IsParameter(value)) return null;
        var node = graph.Maker(value);
        return node?.Operator switch
        {
            "MatMul" => node,
            "Add" or "Mul" or "Div" or "Where" or "Max" => node.Inputs.Select(Scores).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    private PartMatch? Part(string value)
    {
        while (true)
        {
            value = graph.Root(value);
            if (layers.Linear(value) is { } own) return new PartMatch(own, null);
            if (graph.Producer(value) is not { } node) return null;
            switch (node.Operator)
            {
                case "Mul" or "Div" when graph.OneParameter(node) is var (scaled, _):
                    value = scaled;
                    break;
                case "Split" when node.Outputs.Count == 3:
                    return Third(node.Inputs[0], node.Outputs.ToList().IndexOf(value));
                case "Gather" when values.Whole(node.Inputs[1]) is [var index]:
                    return Third(node.Inputs[0], (int)index);
                case "Slice" when values.Whole(node.Inputs[1]) is [var start] && values.Whole(node.Inputs[2]) is [var end]:
                    // The last of three may say that it goes on to the end.
                    return Third(node.Inputs[0], start == 0 ? 0 : end >= int.MaxValue ? 2 : (int)(start / Math.Max(1, end - start)));
                default:
                    return null;
            }
        }
    }

    private PartMatch? Third(string value, int third) => third is >= 0 and < 3 && layers.Linear(value) is { } layer ? new PartMatch(layer, third) : null;
}
