using System.Buffers.Binary;
using System.Text;

namespace Fovea.Clip;

/// <summary>Reads the operands of a pickle's operations.</summary>
/// <param name="bytes">The pickle.</param>
internal sealed class PickleBytes(ReadOnlyMemory<byte> bytes)
{
    private int _position;

    /// <summary>So many bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - _position)) throw new InvalidDataException("it is cut off");
        _position += (int)count;
        return bytes.Span.Slice(_position - (int)count, (int)count);
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public string Text(ulong length) => Encoding.UTF8.GetString(Take(length));

    /// <summary>A text of Python 2.</summary>
    public string OldText(ulong length) => Encoding.Latin1.GetString(Take(length));

    /// <summary>A text up to the end of its line.</summary>
    public string Line()
    {
        var length = bytes.Span[_position..].IndexOf((byte)'\n');
        if (length < 0) throw new InvalidDataException("it is cut off");
        var line = Text((ulong)length);
        _position++;
        return line;
    }

    /// <summary>A whole number of any size; one of more than eight bytes is none that a checkpoint of a model needs, and null.</summary>
    public object? Long(ulong length)
    {
        var given = Take(length);
        if (given.Length > sizeof(long)) return null;
        Span<byte> eight = stackalloc byte[sizeof(long)];
        eight.Fill(given.Length > 0 && given[^1] >= 0x80 ? (byte)0xFF : (byte)0);
        given.CopyTo(eight);
        return BinaryPrimitives.ReadInt64LittleEndian(eight);
    }
}
