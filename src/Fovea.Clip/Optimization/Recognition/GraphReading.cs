using System.Collections.Frozen;

namespace Fovea.Clip;

/// <summary>A graph as recognition walks it, from what it gives back to what it takes.</summary>
internal sealed class GraphReading
{
    // They move numbers and do not change them.
    private static readonly FrozenSet<string> Layout =
        FrozenSet.Create("Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "Identity", "Cast", "Dropout", "Expand");

    private readonly Dictionary<string, OnnxNode> _producers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _parameters;
    private readonly HashSet<string> _deep = new(StringComparer.Ordinal);

    public GraphReading(OnnxModel model)
    {
        Model = model;
        _parameters = new HashSet<string>(model.Weights.Keys, StringComparer.Ordinal);
        foreach (var node in model.Nodes)
        {
            foreach (var output in node.Outputs) _producers[output] = node;

            // Shapes are the same for every picture and for texts of one length.
            var isParameter = node.Operator is "Shape" or "Size" || node.Inputs.All(i => i.Length == 0 || _parameters.Contains(i));
            if (isParameter) _parameters.UnionWith(node.Outputs);
            else if (node.Operator == "Softmax" || node.Inputs.Any(_deep.Contains)) _deep.UnionWith(node.Outputs);
        }
    }

    public OnnxModel Model { get; }

    /// <summary>Whether a value is the same whatever the picture or text is.</summary>
    public bool IsParameter(string value) => _parameters.Contains(value);

    /// <summary>Whether a value comes out of an attention, however far behind it.</summary>
    public bool IsDeep(string value) => _deep.Contains(value);

    /// <summary>The operation that gives a value; null for inputs and weights.</summary>
    public OnnxNode? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The producer of a value behind everything that only moves numbers.</summary>
    public OnnxNode? Maker(string value) => Producer(Root(value));

    /// <summary>Where a value comes from behind everything that only moves numbers.</summary>
    public string Root(string value)
    {
        while (Producer(value) is { } node && Layout.Contains(node.Operator) && !IsParameter(value)) value = node.Inputs[0];
        return value;
    }

    /// <summary>Splits the inputs of a commutative operation into the one that varies and the parameter; null when there are not one of each.</summary>
    public (string Value, string Parameter)? OneParameter(OnnxNode node) => node.Inputs.Count != 2 ? null
        : (IsParameter(node.Inputs[0]), IsParameter(node.Inputs[1])) switch
        {
            (false, true) => (node.Inputs[0], node.Inputs[1]),
            (true, false) => (node.Inputs[1], node.Inputs[0]),
            _ => null,
        };
}
