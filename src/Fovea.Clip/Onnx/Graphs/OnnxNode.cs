namespace Fovea.Clip;

/// <summary>One operation of a graph.</summary>
/// <param name="Operator">Its operator, as <c>MatMul</c>.</param>
/// <param name="Inputs">Names of the values it takes; an empty name is an optional input that is left out.</param>
/// <param name="Outputs">Names of the values it gives.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public string Name { get; init; } = "";

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; init; } = "";

    public IReadOnlyList<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>An attribute; null when the node has none of this name.</summary>
    public OnnxAttribute? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);
}
