using System.Buffers.Binary;
using System.Text;

namespace Fovea.Imaging.Tests;

/// <summary>Writes TIFF structures field by field: EXIF blocks and RAW files of a test's own making.</summary>
internal sealed class TiffWriter(bool bigEndian = false)
{
    private readonly List<(ushort Tag, ushort Type, int Count, byte[] Value)> _fields = [];
    private readonly List<(ushort Tag, TiffWriter Directory)> _children = [];

    public TiffWriter Ascii(ushort tag, string text) => Add(tag, 2, Encoding.UTF8.GetBytes(text + "\0"), 1);

    public TiffWriter Bytes(ushort tag, params byte[] bytes) => Add(tag, 1, bytes, 1);

    public TiffWriter Undefined(ushort tag, params byte[] bytes) => Add(tag, 7, bytes, 1);

    public TiffWriter Short(ushort tag, params int[] values) => Add(tag, 3, [.. values.SelectMany(v => Number((uint)v, 2))], 2);

    public TiffWriter Long(ushort tag, params uint[] values) => Add(tag, 4, [.. values.SelectMany(v => Number(v, 4))], 4);

    public TiffWriter Rational(ushort tag, params (uint Numerator, uint Denominator)[] values) =>
        Add(tag, 5, [.. values.SelectMany(v => Number(v.Numerator, 4).Concat(Number(v.Denominator, 4)))], 8);

    public TiffWriter Directory(ushort tag, Action<TiffWriter> fill)
    {
        var child = new TiffWriter(bigEndian);
        fill(child);
        _children.Add((tag, child));
        return this;
    }

    /// <summary>The block; what follows the header's eight bytes (CR2's mark) may be given.</summary>
    public byte[] ToBytes(string mark = "")
    {
        var start = 8 + mark.Length;
        byte[] header = [.. bigEndian ? "MM"u8 : "II"u8, .. Number(42, 2), .. Number((uint)start, 4), .. Encoding.ASCII.GetBytes(mark)];
        return [.. header, .. Body(start)];
    }

    private byte[] Body(int start)
    {
        var entries = _fields.Count + _children.Count;
        var at = start + 2 + (entries * 12) + 4;
        var directory = new List<(ushort Tag, byte[] Entry)>();
        var tail = new List<byte>();
        foreach (var (tag, type, count, value) in _fields)
        {
            byte[] place = value.Length <= 4 ? [.. value, .. new byte[4 - value.Length]] : Number((uint)(at + tail.Count), 4);
            if (value.Length > 4) tail.AddRange(value);
            if (tail.Count % 2 == 1) tail.Add(0);
            directory.Add((tag, [.. Number(tag, 2), .. Number(type, 2), .. Number((uint)count, 4), .. place]));
        }

        foreach (var (tag, child) in _children)
        {
            var offset = at + tail.Count;
            tail.AddRange(child.Body(offset));
            if (tail.Count % 2 == 1) tail.Add(0);
            directory.Add((tag, [.. Number(tag, 2), .. Number(4, 2), .. Number(1, 4), .. Number((uint)offset, 4)]));
        }

        return [.. Number((uint)entries, 2), .. directory.OrderBy(d => d.Tag).SelectMany(d => d.Entry), .. new byte[4], .. tail];
    }

    private TiffWriter Add(ushort tag, ushort type, byte[] value, int size)
    {
        _fields.Add((tag, type, value.Length / size, value));
        return this;
    }

    private byte[] Number(uint value, int size)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bigEndian ? bytes[(4 - size)..] : bytes[..size];
    }
}
