namespace Fovea.Clip;

/// <summary>Collects the nodes and weights of a graph; every method adds an operation and returns the name of what it gives.</summary>
internal sealed class GraphBuilder
{
    /// <summary>The operators that ONNX Runtime has beside ONNX's own.</summary>
    public const string Contrib = "com.microsoft";

    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _weights = new(StringComparer.Ordinal);
    private int _values;

    /// <summary>Adds a weight.</summary>
    public string Weight(OnnxTensor tensor)
    {
        var name = FormattableString.Invariant($"w{_weights.Count}");
        _weights.Add(name, tensor);
        return name;
    }

    /// <summary>Adds a weight of fp32; without dimensions it has one.</summary>
    public string Floats(float[] values, params IReadOnlyList<int> shape) => Weight(OnnxTensor.Of(values, shape.Count == 0 ? [values.Length] : shape));

    /// <summary>Adds a single number.</summary>
    public string Number(float value) => Weight(OnnxTensor.Of([value], []));

    /// <summary>Adds a list of whole numbers.</summary>
    public string Integers(params long[] values) => Weight(OnnxTensor.Of(values, values.Length));

    /// <summary>Adds an operation with one output.</summary>
    public string Node(string type, string domain, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) =>
        Node(type, domain, inputs, 1, attributes)[0];

    /// <summary>Adds an operation with several outputs.</summary>
    public string[] Node(string type, string domain, IReadOnlyList<string> inputs, int outputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => FormattableString.Invariant($"v{_values++}"))];
        _nodes.Add(new OnnxNode(type, inputs, names) { Name = FormattableString.Invariant($"{type}{_nodes.Count}"), Domain = domain, Attributes = attributes });
        return names;
    }

    public string Node(string type, params IReadOnlyList<string> inputs) => Node(type, "", inputs, []);

    /// <summary>Adds an operation whose output has a name of its own.</summary>
    public void Named(string output, string type, string input, params IReadOnlyList<OnnxAttribute> attributes) =>
        _nodes.Add(new OnnxNode(type, [input], [output]) { Name = output, Attributes = attributes });

    /// <summary>Layer normalisation.</summary>
    public string Norm(string x, NormWeights norm) => Node(
        "LayerNormalization", "", [x, Floats(norm.Scale), Floats(norm.Bias)], Integer("axis", -1), Real("epsilon", norm.Epsilon));

    /// <summary>The sum of two values, and that sum normalised.</summary>
    /// <remarks>In two passes: ONNX Runtime's one-pass operator (<c>SkipLayerNormalization</c>) takes eight times as long as these two on CPUs.</remarks>
    public (string Sum, string Normalised) AddAndNorm(string x, string y, NormWeights norm)
    {
        var sum = Node("Add", x, y);
        return (sum, Norm(sum, norm));
    }

    /// <summary>Picks one element of the second dimension: <c>[n, t, w]</c> to <c>[n, 1, w]</c>.</summary>
    public string Token(string x, long index) => Node("Gather", "", [x, Integers(index)], Integer("axis", 1));

    public static OnnxAttribute Integer(string name, long value) => new(name) { Integer = value };

    public static OnnxAttribute Real(string name, float value) => new(name) { Float = value };

    /// <summary>Gives a value the name of an output and ends the graph.</summary>
    public OnnxModel Finish(OnnxValue input, OnnxValue output, string value, IEnumerable<OnnxValue>? more = null)
    {
        _nodes.Add(new OnnxNode("Identity", [value], [output.Name]) { Name = "out" });
        return new OnnxModel
        {
            Operators = new Dictionary<string, long> { [""] = 17, [Contrib] = 1 },
            Nodes = _nodes,
            Weights = _weights,
            Inputs = [input],
            Outputs = [output, .. more ?? []],
        };
    }
}
