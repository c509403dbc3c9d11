using System.Collections.Frozen;

namespace Fovea.Clip;

/// <summary>Finds the layers that blocks are made of, in the forms in which exporters write them.</summary>
internal sealed class LayerMatcher(GraphReading graph)
{
    private static readonly FrozenSet<string> Pointwise = FrozenSet.Create("Mul", "Div", "Add", "Sigmoid", "Erf", "QuickGelu", "Gelu");

    /// <summary>The linear layer that gives a value; null when another operation does.</summary>
    public LayerMatch? Linear(string value)
    {
        string? bias = null;
        var node = graph.Maker(value);
        if (node?.Operator == "Add" && graph.OneParameter(node) is var (product, parameter))
        {
            bias = parameter;
            node = graph.Maker(product);
        }

        switch (node?.Operator)
        {
            case "MatMul" when graph.IsParameter(node.Inputs[1]) && !graph.IsParameter(node.Inputs[0]):
                return new LayerMatch(node.Inputs[0], node.Inputs[1], IsTransposed: false, bias);
            case "Gemm" when graph.IsParameter(node.Inputs[1]) && Is(node, "transA", 0) && IsOne(node, "alpha") && IsOne(node, "beta") && (bias is null || node.Inputs.Count < 3):
                return new LayerMatch(node.Inputs[0], node.Inputs[1], !Is(node, "transB", 0), bias ?? node.Inputs.ElementAtOrDefault(2));
            default:
                return null;
        }
    }

    /// <summary>The layer normalisation that gives a value, one operation or nine; null when another operation does.</summary>
    public NormMatch? Norm(string value)
    {
        var node = graph.Maker(value);
        if (node?.Operator == "LayerNormalization" && graph.IsParameter(node.Inputs[1]))
        {
            return new NormMatch(node.Inputs[0], node.Inputs[1], node.Inputs.ElementAtOrDefault(2), node.Attribute("epsilon")?.Float ?? 1e-5f, null);
        }

        string? bias = null;
        if (node?.Operator == "Add" && graph.OneParameter(node) is var (scaled, added)) (bias, node) = (added, graph.Maker(scaled));
        if (node?.Operator != "Mul" || graph.OneParameter(node) is not var (quotient, scale)) return null;
        if (graph.Maker(quotient) is not { Operator: "Div" } division || graph.Maker(division.Inputs[1]) is not { Operator: "Sqrt" } root) return null;
        if (graph.Maker(root.Inputs[0]) is not { Operator: "Add" } sum || graph.OneParameter(sum) is not var (variance, epsilon)) return null;
        if (graph.Maker(variance)?.Operator != "ReduceMean" || graph.Maker(division.Inputs[0]) is not { Operator: "Sub" } difference) return null;
        return graph.Maker(difference.Inputs[1]) is { Operator: "ReduceMean" } mean && graph.Root(mean.Inputs[0]) == graph.Root(difference.Inputs[0])
            ? new NormMatch(difference.Inputs[0], scale, bias, 0, epsilon)
            : null;
    }

    /// <summary>The non-linearity that gives a value, and the layer before it.</summary>
    public (ActivationKind Kind, LayerMatch Layer)? Activation(string value)
    {
        var (operators, layers) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, LayerMatch>(StringComparer.Ordinal));
        var open = new Stack<string>([value]);
        for (var steps = 0; open.TryPop(out var next); steps++)
        {
            if (graph.IsParameter(next)) continue;
            if (Linear(next) is { } layer)
            {
                layers[graph.Root(next)] = layer;
                continue;
            }

            // The formulas have at most eight operations; more is something else.
            if (steps > 24 || graph.Maker(next) is not { } node || !Pointwise.Contains(node.Operator)) return null;
            operators.Add(node.Operator);
            foreach (var input in node.Inputs) open.Push(input);
        }

        if (layers.Count != 1) return null;
        var kind = operators.Contains("Erf") || operators.Contains("Gelu") ? ActivationKind.Gelu
            : operators.Contains("Sigmoid") || operators.Contains("QuickGelu") ? ActivationKind.QuickGelu
            : (ActivationKind?)null;
        return kind is { } known ? (known, layers.Values.First()) : null;
    }

    private static bool Is(OnnxNode node, string attribute, long value) => (node.Attribute(attribute)?.Integer ?? 0) == value;

    private static bool IsOne(OnnxNode node, string attribute) => (node.Attribute(attribute)?.Float ?? 1) == 1;
}
