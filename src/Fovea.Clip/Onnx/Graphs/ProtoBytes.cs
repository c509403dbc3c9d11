using System.Buffers.Binary;
using System.Text;

namespace Fovea.Clip;

/// <summary>Walks one message of the wire format of protocol buffers in memory; what it returns shares the memory.</summary>
/// <param name="message">The message.</param>
/// <param name="path">The file it comes from, for errors.</param>
internal sealed class ProtoBytes(ReadOnlyMemory<byte> message, string path)
{
    private int _position;
    private int _type;

    /// <summary>The number of the field that is to be read.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field is a run of bytes: a text, a message or packed numbers.</summary>
    public bool IsBytes => _type == ProtoReader.Bytes;

    /// <summary>Goes to the next field; its value must be read or skipped before the next call.</summary>
    public bool Next()
    {
        if (_position >= message.Length) return false;
        var tag = Number();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        _type = (int)(tag & 7);
        return true;
    }

    /// <summary>A varint.</summary>
    public ulong Number()
    {
        var value = 0UL;
        var span = message.Span;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position >= span.Length) throw Damaged();
            var next = span[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Damaged();
    }

    /// <summary>A run of bytes.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        if (!IsBytes) throw Damaged();
        var length = Number();
        if (length > (ulong)(message.Length - _position)) throw Damaged();
        var bytes = message.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public ProtoBytes Message() => new(Bytes(), path);

    /// <summary>A number in four bytes.</summary>
    public uint Fixed32()
    {
        if (_type != ProtoReader.Fixed32 || message.Length - _position < 4) throw Damaged();
        _position += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(message.Span[(_position - 4)..]);
    }

    /// <summary>Adds the numbers of a repeated field, packed or single.</summary>
    public void Numbers(List<long> numbers)
    {
        if (!IsBytes)
        {
            numbers.Add((long)Number());
            return;
        }

        var packed = Message();
        while (packed._position < packed.Length) numbers.Add((long)packed.Number());
    }

    public void Skip()
    {
        switch (_type)
        {
            case ProtoReader.Varint:
                Number();
                break;
            case ProtoReader.Bytes:
                Bytes();
                break;
            case ProtoReader.Fixed32 or ProtoReader.Fixed64:
                var width = _type == ProtoReader.Fixed32 ? 4 : 8;
                if (message.Length - _position < width) throw Damaged();
                _position += width;
                break;
            default:
                throw Damaged();
        }
    }

    private int Length => message.Length;

    private ModelException Damaged() => ModelError.Damaged(path, "it is not an ONNX graph, or damaged.");
}
