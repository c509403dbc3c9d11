using System.Buffers.Binary;

namespace Fovea.Imaging;

/// <summary>
/// Reads the directories of a TIFF structure: a TIFF file, an EXIF block, a TIFF-based RAW. Built for damaged and malicious input: every
/// offset is checked, every list is bounded, nothing is thrown, and what cannot be read is absent.
/// Format: TIFF 6.0, BigTIFF, and the headers of Olympus (ORF) and Panasonic (RW2).
/// </summary>
internal readonly ref struct TiffBlock
{
    private const int MaxEntries = 1000;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _bigEndian;
    private readonly bool _bigTiff;

    private TiffBlock(ReadOnlySpan<byte> bytes, bool bigEndian, bool bigTiff, long first)
    {
        _bytes = bytes;
        _bigEndian = bigEndian;
        _bigTiff = bigTiff;
        FirstDirectory = first;
    }

    /// <summary>Offset of the first directory.</summary>
    public long FirstDirectory { get; }

    /// <summary>Opens a block that begins with a TIFF header.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, out TiffBlock block)
    {
        block = default;
        if (bytes.Length < 16) return false;
        var bigEndian = bytes[0] == 'M';
        if (!(bytes.StartsWith("II"u8) || bytes.StartsWith("MM"u8))) return false;
        var magic = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
        if (magic is not (42 or 43 or 0x4F52 or 0x5352 or 0x0055)) return false;
        var header = new TiffBlock(bytes, bigEndian, magic == 43, 0);
        block = new TiffBlock(bytes, bigEndian, magic == 43, magic == 43 ? header.UInt64(8) : header.UInt32(4));
        return true;
    }

    /// <summary>The fields of the directory at an offset, and the offset of the next one (0: none).</summary>
    public List<TiffEntry> Directory(long offset, out long next)
    {
        next = 0;
        var entries = new List<TiffEntry>();
        var entrySize = _bigTiff ? 20 : 12;
        var countSize = _bigTiff ? 8 : 2;
        if (offset < 8 || offset > _bytes.Length - countSize) return entries;
        var count = _bigTiff ? UInt64((int)offset) : UInt16((int)offset);
        var at = offset + countSize;
        var seen = 0;
        for (; seen < count && seen < MaxEntries && at + entrySize <= _bytes.Length; seen++, at += entrySize)
        {
            if (Entry((int)at) is { } entry) entries.Add(entry);
        }

        var nextSize = _bigTiff ? 8 : 4;
        if (seen == count && at + nextSize <= _bytes.Length) next = _bigTiff ? UInt64((int)at) : UInt32((int)at);
        return entries;
    }

    /// <summary>An integer value; null when the field is of another type or has fewer values.</summary>
    public long? Integer(in TiffEntry entry, int index = 0)
    {
        if (index >= entry.Count) return null;
        return entry.Type switch
        {
            1 or 7 => _bytes[entry.Offset + index],
            3 => UInt16(entry.Offset + (index * 2)),
            4 or 13 => UInt32(entry.Offset + (index * 4)),
            9 => (int)UInt32(entry.Offset + (index * 4)),
            16 or 18 => UInt64(entry.Offset + (index * 8)),
            _ => null,
        };
    }

    /// <summary>A rational value; null when there is none or its denominator is zero.</summary>
    public double? Rational(in TiffEntry entry, int index = 0)
    {
        if (entry.Type is not (5 or 10)) return Integer(entry, index);
        if (index >= entry.Count) return null;
        var numerator = UInt32(entry.Offset + (index * 8));
        var denominator = UInt32(entry.Offset + (index * 8) + 4);
        if (denominator == 0) return null;
        return entry.Type == 5 ? (double)numerator / denominator : (double)(int)numerator / (int)denominator;
    }

    /// <summary>The bytes of a field's values; empty for types of more than one byte.</summary>
    public ReadOnlySpan<byte> Bytes(in TiffEntry entry) =>
        entry.Type is 1 or 2 or 6 or 7 or 129 ? _bytes.Slice(entry.Offset, entry.Count) : default;

    private TiffEntry? Entry(int at)
    {
        var type = UInt16(at + 2);
        var size = type switch { 1 or 2 or 6 or 7 or 129 => 1, 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 5 or 10 or 12 or 16 or 17 or 18 => 8, _ => 0 };
        if (size == 0) return null;
        var count = _bigTiff ? UInt64(at + 4) : UInt32(at + 4);
        var inline = _bigTiff ? 8 : 4;
        long place = at + (_bigTiff ? 12 : 8);
        if (count > inline / size) place = _bigTiff ? UInt64((int)place) : UInt32((int)place);
        if (place < 0 || place > _bytes.Length || count < 0) return null;
        return new TiffEntry(UInt16(at), type, (int)Math.Min(count, (_bytes.Length - place) / size), (int)place);
    }

    private ushort UInt16(int at) =>
        _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);

    private uint UInt32(int at) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    // Offsets above 2^63 are as wrong as any that lies behind the end of the file.
    private long UInt64(int at)
    {
        var value = _bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]) : BinaryPrimitives.ReadUInt64LittleEndian(_bytes[at..]);
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }
}
