namespace Fovea.Clip;

/// <summary>An attribute of a node. One of the values is there.</summary>
/// <param name="Name">Its name.</param>
internal sealed record OnnxAttribute(string Name)
{
    public float? Float { get; init; }

    public long? Integer { get; init; }

    public string? Text { get; init; }

    public OnnxTensor? Tensor { get; init; }

    public IReadOnlyList<long>? Integers { get; init; }

    /// <summary>The field as it was read, for attributes whose value is none of these (graphs, lists of floats or texts).</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }
}
