namespace Fovea.Clip;

/// <summary>Reads the few fields of an ONNX file that matter here. Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.</summary>
internal sealed class OnnxGraphReader(ProtoReader reader, string path)
{
    // Graphs nest in If and Loop nodes; no exporter comes near this depth.
    private const int DeepestGraph = 64;

    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);
    private readonly List<ExternalData> _external = [];

    public OnnxGraph Read()
    {
        var version = false;
        var graph = false;
        while (reader.NextField(reader.Length, out var field, out var type))
        {
            switch (field, type)
            {
                case (1, ProtoReader.Varint):
                    reader.ReadVarint(reader.Length);
                    version = true;
                    break;
                case (7, ProtoReader.Bytes):
                    ReadGraph(reader.EnterBytes(reader.Length), depth: 0);
                    graph = true;
                    break;
                case (20, ProtoReader.Bytes): // training_info: initialization = 1, algorithm = 2
                    ReadParts(reader.EnterBytes(reader.Length), (1, end => ReadGraph(end, depth: 1)), (2, end => ReadGraph(end, depth: 1)));
                    break;
                case (25, ProtoReader.Bytes): // functions: node = 7
                    ReadParts(reader.EnterBytes(reader.Length), (7, end => ReadNode(end, depth: 1)));
                    break;
                default:
                    reader.Skip(type, reader.Length);
                    break;
            }
        }

        if (!version || !graph) throw ModelError.Damaged(path, "it is not an ONNX graph (it has no version or no graph), or it is cut off.");
        return new OnnxGraph(path, [.. _inputs.Where(i => !_weights.Contains(i.Name))], _outputs, _external);
    }

    private void ReadGraph(long end, int depth)
    {
        if (depth > DeepestGraph) throw ModelError.Damaged(path, "its graphs are nested too deeply.");

        while (reader.NextField(end, out var field, out var type))
        {
            if (type != ProtoReader.Bytes)
            {
                reader.Skip(type, end);
                continue;
            }

            var partEnd = reader.EnterBytes(end);
            switch (field)
            {
                case 1:
                    ReadNode(partEnd, depth);
                    break;
                case 5:
                    ReadTensor(partEnd, isWeight: depth == 0);
                    break;
                case 11 when depth == 0:
                    _inputs.Add(ReadValue(partEnd));
                    break;
                case 12 when depth == 0:
                    _outputs.Add(ReadValue(partEnd));
                    break;
                case 15:
                    ReadSparseTensor(partEnd, isWeight: depth == 0);
                    break;
                default:
                    reader.SkipTo(partEnd);
                    break;
            }
        }
    }

    private void ReadNode(long end, int depth) => ReadParts(end, (5, e => ReadAttribute(e, depth)));

    // t = 5, g = 6, tensors = 10, graphs = 11, sparse_tensor = 22, sparse_tensors = 23
    private void ReadAttribute(long end, int depth) => ReadParts(
        end,
        (5, e => ReadTensor(e, isWeight: false)),
        (6, e => ReadGraph(e, depth + 1)),
        (10, e => ReadTensor(e, isWeight: false)),
        (11, e => ReadGraph(e, depth + 1)),
        (22, e => ReadSparseTensor(e, isWeight: false)),
        (23, e => ReadSparseTensor(e, isWeight: false)));

    // values = 1, indices = 2
    private void ReadSparseTensor(long end, bool isWeight) => ReadParts(end, (1, e => ReadTensor(e, isWeight)), (2, e => ReadTensor(e, isWeight: false)));

    private void ReadTensor(long end, bool isWeight)
    {
        Dictionary<string, string>? entries = null;
        var isElsewhere = false;
        while (reader.NextField(end, out var field, out var type))
        {
            if (field == 8 && type == ProtoReader.Bytes && isWeight) _weights.Add(reader.ReadText(end));
            else if (field == 13 && type == ProtoReader.Bytes) ReadEntry(reader.EnterBytes(end), entries ??= new Dictionary<string, string>(StringComparer.Ordinal));
            else if (field == 14 && type == ProtoReader.Varint) isElsewhere = reader.ReadVarint(end) != 0;
            else reader.Skip(type, end);
        }

        if (isElsewhere || entries is not null) _external.Add(ExternalData.Parse(path, entries ?? []));
    }

    private void ReadEntry(long end, Dictionary<string, string> entries)
    {
        var (key, value) = ("", "");
        while (reader.NextField(end, out var field, out var type))
        {
            if (field == 1 && type == ProtoReader.Bytes) key = reader.ReadText(end);
            else if (field == 2 && type == ProtoReader.Bytes) value = reader.ReadText(end);
            else reader.Skip(type, end);
        }

        entries[key] = value;
    }

    private OnnxValue ReadValue(long end)
    {
        var name = "";
        var elementType = OnnxTensorType.Unknown;
        List<int?>? shape = null;
        while (reader.NextField(end, out var field, out var type))
        {
            if (field == 1 && type == ProtoReader.Bytes) name = reader.ReadText(end);
            else if (field == 2 && type == ProtoReader.Bytes) ReadParts(reader.EnterBytes(end), (1, ReadTensorType));
            else reader.Skip(type, end);
        }

        return new OnnxValue(name, elementType, shape);

        void ReadTensorType(long typeEnd)
        {
            while (reader.NextField(typeEnd, out var field, out var type))
            {
                if (field == 1 && type == ProtoReader.Varint)
                {
                    elementType = (OnnxTensorType)reader.ReadVarint(typeEnd);
                }
                else if (field == 2 && type == ProtoReader.Bytes)
                {
                    shape = [];
                    ReadParts(reader.EnterBytes(typeEnd), (1, e => shape.Add(ReadDimension(e))));
                }
                else
                {
                    reader.Skip(type, typeEnd);
                }
            }
        }
    }

    private int? ReadDimension(long end)
    {
        int? value = null;
        while (reader.NextField(end, out var field, out var type))
        {
            if (field == 1 && type == ProtoReader.Varint)
            {
                var number = (long)reader.ReadVarint(end);
                value = number is > 0 and <= int.MaxValue ? (int)number : null;
            }
            else
            {
                reader.Skip(type, end);
            }
        }

        return value;
    }

    private void ReadParts(long end, params ReadOnlySpan<(int Field, Action<long> Read)> parts)
    {
        while (reader.NextField(end, out var field, out var type))
        {
            Action<long>? read = null;
            foreach (var part in parts)
            {
                if (part.Field == field && type == ProtoReader.Bytes) read = part.Read;
            }

            if (read is null) reader.Skip(type, end);
            else read(reader.EnterBytes(end));
        }
    }
}
