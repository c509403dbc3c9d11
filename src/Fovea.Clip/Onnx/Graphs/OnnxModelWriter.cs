namespace Fovea.Clip;

/// <summary>Writes a graph. The same graph gives the same bytes.</summary>
internal static class OnnxModelWriter
{
    /// <summary>Writes to a new file, or over one.</summary>
    public static void Write(OnnxModel model, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        Encode(model).CopyTo(file);
    }

    /// <summary>The bytes that <see cref="Write"/> writes.</summary>
    public static byte[] ToBytes(OnnxModel model) => Encode(model).ToArray();

    private static ProtoWriter Encode(OnnxModel model)
    {
        var graph = new ProtoWriter();
        foreach (var node in model.Nodes) graph.Message(1, Node(node));
        graph.Text(2, "clip");
        foreach (var (name, weight) in model.Weights) graph.Message(5, Tensor(name, weight));
        foreach (var input in model.Inputs) graph.Message(11, Value(input));
        foreach (var output in model.Outputs) graph.Message(12, Value(output));

        var file = new ProtoWriter().Number(1, model.Version).Text(2, "fovea").Message(7, graph);
        foreach (var (domain, version) in model.Operators) file.Message(8, new ProtoWriter().Text(1, domain).Number(2, version));
        return file;
    }

    private static ProtoWriter Node(OnnxNode node)
    {
        var writer = new ProtoWriter();
        foreach (var input in node.Inputs) writer.Text(1, input);
        foreach (var output in node.Outputs) writer.Text(2, output);
        writer.Text(3, node.Name).Text(4, node.Operator);
        foreach (var attribute in node.Attributes)
        {
            if (attribute.Raw is { } raw) writer.Bytes(5, raw);
            else writer.Message(5, Attribute(attribute));
        }

        return node.Domain.Length == 0 ? writer : writer.Text(7, node.Domain);
    }

    // The last field says which of the values is meant.
    private static ProtoWriter Attribute(OnnxAttribute attribute)
    {
        var writer = new ProtoWriter().Text(1, attribute.Name);
        if (attribute.Float is { } real) return writer.Float(2, real).Number(20, 1);
        if (attribute.Integer is { } integer) return writer.Number(3, integer).Number(20, 2);
        if (attribute.Text is { } text) return writer.Text(4, text).Number(20, 3);
        if (attribute.Tensor is { } tensor) return writer.Message(5, Tensor("", tensor)).Number(20, 4);
        foreach (var number in attribute.Integers ?? []) writer.Number(8, number);
        return writer.Number(20, 7);
    }

    private static ProtoWriter Tensor(string name, OnnxTensor tensor)
    {
        var writer = new ProtoWriter();
        foreach (var side in tensor.Shape) writer.Number(1, side);
        return writer.Number(2, (long)tensor.Type).Text(8, name).Bytes(9, tensor.Data);
    }

    private static ProtoWriter Value(OnnxValue value)
    {
        // A value inside a graph, given out to be looked at, has the type that its node gives it.
        if (value.Type == OnnxTensorType.Unknown) return new ProtoWriter().Text(1, value.Name);

        var tensor = new ProtoWriter().Number(1, (long)value.Type);
        if (value.Shape is not null)
        {
            var shape = new ProtoWriter();
            foreach (var side in value.Shape) shape.Message(1, side is { } known ? new ProtoWriter().Number(1, known) : new ProtoWriter());
            tensor.Message(2, shape);
        }

        return new ProtoWriter().Text(1, value.Name).Message(2, new ProtoWriter().Message(1, tensor));
    }
}
