using System.Runtime.InteropServices;

namespace Fovea.Clip;

/// <summary>Reads a whole graph. Weights share the file's bytes.</summary>
internal static class OnnxModelReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">It cannot be read, is no graph, or has weights in files elsewhere.</exception>
    public static OnnxModel Read(string path)
    {
        OnnxGraph.Read(path);
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    /// <summary>Reads bytes that were read from <paramref name="path"/>.</summary>
    public static OnnxModel Read(ReadOnlyMemory<byte> bytes, string path)
    {
        var version = 0L;
        var operators = new Dictionary<string, long>(StringComparer.Ordinal);
        ProtoBytes? graph = null;
        for (var file = new ProtoBytes(bytes, path); file.Next();)
        {
            if (file.Field == 1 && !file.IsBytes) version = (long)file.Number();
            else if (file.Field == 7) graph = file.Message();
            else if (file.Field == 8) ReadOperators(file.Message(), operators);
            else file.Skip();
        }

        return graph is null ? throw ModelError.Damaged(path, "it has no graph.") : ReadGraph(graph, path) with { Version = version, Operators = operators };
    }

    private static void ReadOperators(ProtoBytes set, Dictionary<string, long> operators)
    {
        var (domain, version) = ("", 0L);
        while (set.Next())
        {
            if (set.Field == 1) domain = set.Text();
            else if (set.Field == 2) version = (long)set.Number();
            else set.Skip();
        }

        operators[domain == "ai.onnx" ? "" : domain] = version;
    }

    private static OnnxModel ReadGraph(ProtoBytes graph, string path)
    {
        var (nodes, inputs, outputs) = (new List<OnnxNode>(), new List<OnnxValue>(), new List<OnnxValue>());
        var weights = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        while (graph.Next())
        {
            if (graph.Field == 1) nodes.Add(ReadNode(graph.Message(), path));
            else if (graph.Field == 5 && ReadTensor(graph.Message(), path) is var (name, weight)) weights[name] = weight;
            else if (graph.Field == 11) inputs.Add(OnnxValueReader.Read(graph.Message()));
            else if (graph.Field == 12) outputs.Add(OnnxValueReader.Read(graph.Message()));
            else graph.Skip();
        }

        return new OnnxModel
        {
            Operators = new Dictionary<string, long>(),
            Nodes = nodes,
            Weights = weights,
            Inputs = [.. inputs.Where(i => !weights.ContainsKey(i.Name))],
            Outputs = outputs,
        };
    }

    private static OnnxNode ReadNode(ProtoBytes node, string path)
    {
        var (inputs, outputs, attributes) = (new List<string>(), new List<string>(), new List<OnnxAttribute>());
        var (name, type, domain) = ("", "", "");
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.Text());
                    break;
                case 2:
                    outputs.Add(node.Text());
                    break;
                case 3:
                    name = node.Text();
                    break;
                case 4:
                    type = node.Text();
                    break;
                case 5:
                    attributes.Add(ReadAttribute(node.Bytes(), path));
                    break;
                case 7:
                    domain = node.Text();
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        return new OnnxNode(type, inputs, outputs) { Name = name, Domain = domain == "ai.onnx" ? "" : domain, Attributes = attributes };
    }

    private static OnnxAttribute ReadAttribute(ReadOnlyMemory<byte> bytes, string path)
    {
        var read = new OnnxAttribute("");
        var integers = new List<long>();
        var raw = false;
        for (var attribute = new ProtoBytes(bytes, path); attribute.Next();)
        {
            switch (attribute.Field)
            {
                case 1:
                    read = read with { Name = attribute.Text() };
                    break;
                case 2:
                    read = read with { Float = BitConverter.UInt32BitsToSingle(attribute.Fixed32()) };
                    break;
                case 3:
                    read = read with { Integer = (long)attribute.Number() };
                    break;
                case 4:
                    read = read with { Text = attribute.Text() };
                    break;
                case 5:
                    read = read with { Tensor = ReadTensor(attribute.Message(), path).Tensor };
                    break;
                case 8:
                    attribute.Numbers(integers);
                    break;
                case 13 or 20:
                    attribute.Skip();
                    break;
                default:
                    raw = true;
                    attribute.Skip();
                    break;
            }
        }

        return read with { Integers = integers.Count > 0 ? integers : null, Raw = raw ? bytes : (ReadOnlyMemory<byte>?)null };
    }

    private static (string Name, OnnxTensor Tensor) ReadTensor(ProtoBytes tensor, string path)
    {
        var (name, type) = ("", OnnxTensorType.Unknown);
        var (shape, numbers) = (new List<long>(), new List<long>());
        ReadOnlyMemory<byte>? data = null;
        Dictionary<string, string>? external = null;
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.Numbers(shape);
                    break;
                case 2:
                    type = (OnnxTensorType)tensor.Number();
                    break;
                case 5 or 7:
                    tensor.Numbers(numbers);
                    break;
                case 8:
                    name = tensor.Text();
                    break;
                case 4 when !tensor.IsBytes:
                    numbers.Add(tensor.Fixed32());
                    break;
                case 4 or 9 or 10:
                    data = tensor.Bytes();
                    break;
                case 13:
                    ReadEntry(tensor.Message(), external ??= new Dictionary<string, string>(StringComparer.Ordinal));
                    break;
                default:
                    tensor.Skip();
                    break;
            }
        }

        if (external is not null) data = ReadFile(ExternalData.Parse(path, external), path);

        // Types that are not known here keep the bytes they have; nothing looks into them.
        var sides = shape.Select(side => side is >= 0 and <= int.MaxValue ? (int)side : throw ModelError.Damaged(path, "a weight has an impossible shape.")).ToList();
        var width = OnnxTensor.Width(type);
        if (width is null) return (name, new OnnxTensor(type, sides, data ?? Pack(numbers, 8)));
        if (data is not { Length: > 0 } && numbers.Count > 0) data = Pack(numbers, width.Value);
        var expected = sides.Aggregate((Int128)width.Value, (product, side) => product * side);
        if (expected != (data?.Length ?? 0)) throw ModelError.Damaged(path, $"its weight {name} has {data?.Length ?? 0} bytes instead of {expected}.");
        return (name, new OnnxTensor(type, sides, data ?? ReadOnlyMemory<byte>.Empty));
    }

    private static void ReadEntry(ProtoBytes entry, Dictionary<string, string> entries)
    {
        var (key, value) = ("", "");
        while (entry.Next())
        {
            if (entry.Field == 1) key = entry.Text();
            else if (entry.Field == 2) value = entry.Text();
            else entry.Skip();
        }

        entries[key] = value;
    }

    private static byte[] ReadFile(ExternalData data, string graph)
    {
        var (path, length) = data.Find(graph);
        if (length > Array.MaxLength) throw ModelError.Damaged(graph, FormattableString.Invariant($"a weight in {data.Location} has {length} bytes."));
        using var file = File.OpenHandle(path);
        var bytes = new byte[length];
        return RandomAccess.Read(file, bytes, data.Offset) == bytes.Length ? bytes : throw ModelError.Damaged(path, "it is cut off.");
    }

    private static byte[] Pack(List<long> numbers, int width)
    {
        var bytes = new byte[numbers.Count * width];
        for (var i = 0; i < numbers.Count; i++)
        {
            var number = numbers[i];
            MemoryMarshal.AsBytes(new Span<long>(ref number))[..width].CopyTo(bytes.AsSpan(i * width));
        }

        return bytes;
    }
}
