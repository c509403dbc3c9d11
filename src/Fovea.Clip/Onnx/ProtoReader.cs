namespace Fovea.Clip;

/// <summary>
/// Walks the wire format of protocol buffers in a file without reading what it skips: the weights of a 600 MB graph are never touched.
/// Source: https://protobuf.dev/programming-guides/encoding/.
/// </summary>
/// <param name="file">The file, read from its position.</param>
/// <param name="path">Its path, for errors.</param>
internal sealed class ProtoReader(Stream file, string path)
{
    private const int LongestText = 64 * 1024;

    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; } = file.Length;

    /// <summary>Reads a field's number and wire type; false at the end of the message.</summary>
    /// <param name="end">Where the message ends in the file.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="type">Its wire type.</param>
    public bool NextField(long end, out int field, out int type)
    {
        field = 0;
        type = 0;
        if (file.Position >= end) return false;

        var tag = ReadVarint(end);
        field = (int)Math.Min(tag >> 3, int.MaxValue);
        type = (int)(tag & 7);
        if (field == 0 || type is not (Varint or Fixed64 or Bytes or Fixed32))
        {
            throw ModelError.Damaged(path, FormattableString.Invariant($"it is not an ONNX graph, or damaged near byte {file.Position}."));
        }

        return true;
    }

    /// <summary>Reads a number of up to ten bytes.</summary>
    public ulong ReadVarint(long end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (file.Position >= end) throw CutOff(file.Position + 1);
            var next = file.ReadByte();
            if (next < 0) throw CutOff(file.Position + 1);
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw ModelError.Damaged(path, FormattableString.Invariant($"it is not an ONNX graph, or damaged near byte {file.Position}."));
    }

    /// <summary>Reads the length of a bytes field and returns where it ends.</summary>
    public long EnterBytes(long end)
    {
        var length = ReadVarint(end);
        if (length > (ulong)(end - file.Position)) throw CutOff(file.Position + (long)Math.Min(length, long.MaxValue / 2));
        return file.Position + (long)length;
    }

    /// <summary>Reads a bytes field as text.</summary>
    public string ReadText(long end)
    {
        var length = EnterBytes(end) - file.Position;
        if (length > LongestText) throw ModelError.Damaged(path, "it holds a name of more than 64 KB.");
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Goes to a position that <see cref="EnterBytes"/> gave.</summary>
    public void SkipTo(long position) => file.Position = position;

    /// <summary>Goes over a field's value.</summary>
    public void Skip(int type, long end)
    {
        switch (type)
        {
            case Varint:
                ReadVarint(end);
                break;
            case Bytes:
                SkipTo(EnterBytes(end));
                break;
            default:
                var width = type == Fixed64 ? 8 : 4;
                if (end - file.Position < width) throw CutOff(file.Position + width);
                SkipTo(file.Position + width);
                break;
        }
    }

    private ModelException CutOff(long needed) => needed > Length
        ? ModelError.Damaged(path, FormattableString.Invariant($"it is cut off: it has {Length} bytes, at least {needed} are needed, unless it is no ONNX graph at all."))
        : ModelError.Damaged(path, FormattableString.Invariant($"it is not an ONNX graph, or damaged near byte {file.Position}."));
}
