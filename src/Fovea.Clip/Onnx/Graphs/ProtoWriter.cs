using System.Buffers;
using System.Text;

namespace Fovea.Clip;

/// <summary>Writes the wire format of protocol buffers as a list of pieces, so that weights are never copied.</summary>
internal sealed class ProtoWriter
{
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private ArrayBufferWriter<byte> _open = new();

    private long Length => _pieces.Sum(p => (long)p.Length) + _open.WrittenCount;

    public ProtoWriter Number(int field, long value)
    {
        Varint(((ulong)field << 3) | ProtoReader.Varint);
        Varint((ulong)value);
        return this;
    }

    public ProtoWriter Float(int field, float value)
    {
        Varint(((ulong)field << 3) | ProtoReader.Fixed32);
        _open.Write(BitConverter.GetBytes(value));
        return this;
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Varint(((ulong)field << 3) | ProtoReader.Bytes);
        Varint((ulong)value.Length);
        if (value.Length < 4096)
        {
            _open.Write(value.Span);
        }
        else
        {
            Close();
            _pieces.Add(value);
        }

        return this;
    }

    public ProtoWriter Message(int field, ProtoWriter message)
    {
        Varint(((ulong)field << 3) | ProtoReader.Bytes);
        Varint((ulong)message.Length);
        message.Close();
        Close();
        _pieces.AddRange(message._pieces);
        return this;
    }

    /// <summary>Writes everything.</summary>
    public void CopyTo(Stream stream)
    {
        Close();
        foreach (var piece in _pieces) stream.Write(piece.Span);
    }

    /// <summary>Everything in one piece.</summary>
    public byte[] ToArray()
    {
        Close();
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)Length));
        var position = 0;
        foreach (var piece in _pieces)
        {
            piece.Span.CopyTo(bytes.AsSpan(position));
            position += piece.Length;
        }

        return bytes;
    }

    private void Close()
    {
        if (_open.WrittenCount == 0) return;
        _pieces.Add(_open.WrittenMemory);
        _open = new ArrayBufferWriter<byte>();
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _open.Write([(byte)(value | 0x80)]);
        _open.Write([(byte)value]);
    }
}
