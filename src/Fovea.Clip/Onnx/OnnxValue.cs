namespace Fovea.Clip;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">The dimensions, null where the graph leaves one open; null as a whole when the graph does not say.</param>
internal sealed record OnnxValue(string Name, OnnxTensorType Type, IReadOnlyList<int?>? Shape)
{
    /// <summary>A dimension, when the graph fixes it.</summary>
    public int? Dimension(int index) => Shape is not null && index < Shape.Count ? Shape[index] : null;

    /// <inheritdoc />
    public override string ToString() =>
        $"{Name} {Type.ToString().ToLowerInvariant()}[{(Shape is null ? "…" : string.Join(',', Shape.Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?")))}]";
}
