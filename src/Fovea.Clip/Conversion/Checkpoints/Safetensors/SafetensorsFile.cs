using System.Buffers.Binary;
using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Reads a safetensors file: eight bytes that give the length of a JSON header, the header, and the tensors' bytes one behind the other.
/// Source: https://github.com/huggingface/safetensors#format.
/// </summary>
internal static class SafetensorsFile
{
    // A checkpoint of a thousand tensors has a header of 0.2 MB.
    private const long LongestHeader = 32L << 20;

    /// <summary>The tensors of a file.</summary>
    /// <exception cref="ModelException">It is no safetensors file, or a damaged one.</exception>
    public static Dictionary<string, CheckpointTensor> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }

    private static Dictionary<string, CheckpointTensor> Read(string path, FileStream file)
    {
        if (file.Length < 10) throw CheckpointError.Damaged(path, "it is cut off: it has no header.");
        Span<byte> start = stackalloc byte[8];
        file.ReadExactly(start);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > LongestHeader) throw CheckpointError.Damaged(path, FormattableString.Invariant($"its header would have {length} bytes, more than any safetensors file has."));
        if (length > (ulong)(file.Length - 8)) throw CheckpointError.Damaged(path, FormattableString.Invariant($"it is cut off: its header has {length} bytes, and the whole file {file.Length}."));

        var header = new byte[(int)length];
        file.ReadExactly(header);
        var (begin, room) = (8 + (long)length, file.Length - 8 - (long)length);
        var tensors = new Dictionary<string, CheckpointTensor>(StringComparer.Ordinal);
        var ranges = new List<(long Begin, long End, string Name)>();
        foreach (var entry in Parse(path, header).EnumerateObject())
        {
            if (entry.Name == "__metadata__") continue;
            var range = Range(path, entry, room);
            ranges.Add((range.Begin, range.End, entry.Name));
            if (!tensors.TryAdd(entry.Name, Tensor(path, entry, range, begin))) throw CheckpointError.Damaged(path, $"its header names {entry.Name} twice.");
        }

        RequireEveryByteOnce(path, ranges, room);
        return tensors;
    }

    private static JsonElement Parse(string path, byte[] header)
    {
        try
        {
            var reader = new Utf8JsonReader(header);
            JsonFiles.RequireText(reader);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? root : throw CheckpointError.Damaged(path, "its header is no JSON object.");
        }
        catch (InvalidOperationException e)
        {
            throw CheckpointError.Damaged(path, "its header holds a name that is not Unicode.", e);
        }
        catch (JsonException e)
        {
            throw CheckpointError.Damaged(path, $"its header is not valid JSON ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private static (long Begin, long End) Range(string path, JsonProperty entry, long room)
    {
        if (entry.Value.Property("data_offsets") is not { ValueKind: JsonValueKind.Array } offsets || offsets.GetArrayLength() != 2
            || !TryInt64(offsets[0], out var begin) || !TryInt64(offsets[1], out var end))
        {
            throw CheckpointError.Damaged(path, $"its header does not say where {entry.Name} lies.");
        }

        return begin >= 0 && begin <= end && end <= room
            ? (begin, end)
            : throw CheckpointError.Damaged(path, FormattableString.Invariant($"{entry.Name} would lie from byte {begin} to {end} of {room}; the file is cut off or its header is wrong."));
    }

    private static CheckpointTensor Tensor(string path, JsonProperty entry, (long Begin, long End) range, long begin)
    {
        var type = entry.Value.Text("dtype") ?? throw CheckpointError.Damaged(path, $"its header does not say what numbers {entry.Name} has.");
        if (entry.Value.Property("shape") is not { ValueKind: JsonValueKind.Array } list) throw CheckpointError.Damaged(path, $"its header does not give the shape of {entry.Name}.");
        var shape = list.EnumerateArray().Select(side => TryInt64(side, out var value) ? value : -1).ToList();
        var count = CheckpointTensor.CountOf(shape) ?? throw CheckpointError.Damaged(path, $"the shape of {entry.Name} is impossible: [{string.Join(", ", shape)}].");
        var (kind, width) = Numbers(type);
        if (width is { } bytes && (long)count * bytes != range.End - range.Begin)
        {
            throw CheckpointError.Damaged(path, FormattableString.Invariant($"{entry.Name} has {range.End - range.Begin} bytes, but its shape [{string.Join(", ", shape)}] of {type} needs {(long)count * bytes}."));
        }

        return new CheckpointTensor(path, kind, [.. shape.Select(side => (int)side)], () => OpenAt(path, begin + range.Begin));
    }

    private static bool TryInt64(JsonElement element, out long value)
    {
        value = -1;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out value);
    }

    private static FileStream OpenAt(string path, long position)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        file.Position = position;
        return file;
    }

    // As the format demands: no byte of two tensors, none of no tensor.
    private static void RequireEveryByteOnce(string path, List<(long Begin, long End, string Name)> ranges, long room)
    {
        ranges.Sort();
        var end = 0L;
        foreach (var range in ranges)
        {
            if (range.Begin < end) throw CheckpointError.Damaged(path, $"the bytes of {range.Name} are those of another tensor too.");
            if (range.Begin > end) throw CheckpointError.Damaged(path, $"there are bytes before {range.Name} that belong to no tensor.");
            end = range.End;
        }

        if (end != room) throw CheckpointError.Damaged(path, FormattableString.Invariant($"its last {room - end} bytes belong to no tensor."));
    }

    // Types that are newer than this list are left out of the check; a weight of such a type is refused when it is needed.
    private static (NumberKind Kind, int? Width) Numbers(string type) => type switch
    {
        "F32" => (NumberKind.Single, 4),
        "F16" => (NumberKind.Half, 2),
        "BF16" => (NumberKind.BFloat16, 2),
        "F64" => (NumberKind.Double, 8),
        "BOOL" or "I8" or "U8" => (NumberKind.Other, 1),
        "I16" or "U16" => (NumberKind.Other, 2),
        "I32" or "U32" => (NumberKind.Other, 4),
        "I64" or "U64" => (NumberKind.Other, 8),
        _ => (NumberKind.Other, null),
    };
}
