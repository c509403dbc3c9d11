using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Fovea.Vectors.Segments;

/// <summary>The first 4,096 bytes of a segment's file (docs/formats/segment.md).</summary>
internal sealed record SegmentHeader
{
    /// <summary>Bytes of a header, and what regions are aligned to.</summary>
    public const int Size = 4096;

    /// <summary>Bytes of hot and codes regions that have one checksum.</summary>
    public const int BlockSize = 256 * 1024;

    private const uint Version = 1;
    private const int SumAt = Size - sizeof(ulong);

    /// <summary>The segment's own name.</summary>
    public required Guid Identity { get; init; }

    /// <summary>The space's id.</summary>
    public required string Space { get; init; }

    /// <summary>Where everything lies.</summary>
    public required SegmentShape Shape { get; init; }

    /// <summary><see cref="Segment.RowExponent"/>.</summary>
    public required int RowExponent { get; init; }

    /// <summary><see cref="Segment.LargestLength"/>.</summary>
    public required float LargestLength { get; init; }

    /// <summary><see cref="Segment.LargestRow"/>.</summary>
    public required float LargestRow { get; init; }

    /// <summary>XxHash3 of the table of checksums.</summary>
    public required ulong TableSum { get; init; }

    /// <summary>Where the codes begin.</summary>
    public long Codes => Align(Size + Shape.HotLength);

    /// <summary>Where the table of checksums begins.</summary>
    public long Table => Align(Codes + Shape.CodesLength);

    /// <summary>Checksums of the hot region, then of the codes.</summary>
    public int Blocks => BlocksOf(Shape.HotLength) + BlocksOf(Shape.CodesLength);

    /// <summary>Where the rows begin.</summary>
    public long Rows => Align(Table + ((long)Blocks * sizeof(ulong)));

    /// <summary>Bytes of the file.</summary>
    public long Length => Rows + Shape.RowsLength;

    private static ReadOnlySpan<byte> Magic => "FOVEASEG"u8;

    /// <summary>How many checksums a region has.</summary>
    public static int BlocksOf(long length) => checked((int)((length + BlockSize - 1) / BlockSize));

    /// <summary>Writes the header.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        var span = bytes.AsSpan();
        Magic.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(span[12..], Shape.Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], Shape.Count);
        BinaryPrimitives.WriteInt32LittleEndian(span[20..], RowExponent);
        BinaryPrimitives.WriteSingleLittleEndian(span[24..], LargestLength);
        BinaryPrimitives.WriteSingleLittleEndian(span[28..], LargestRow);
        Identity.TryWriteBytes(span[32..]);
        Encoding.ASCII.GetBytes(Space, span[48..80]);
        BinaryPrimitives.WriteInt64LittleEndian(span[80..], Codes);
        BinaryPrimitives.WriteInt64LittleEndian(span[88..], Table);
        BinaryPrimitives.WriteInt64LittleEndian(span[96..], Rows);
        BinaryPrimitives.WriteInt64LittleEndian(span[104..], Length);
        BinaryPrimitives.WriteUInt64LittleEndian(span[112..], TableSum);
        BinaryPrimitives.WriteUInt64LittleEndian(span[SumAt..], XxHash3.HashToUInt64(span[..SumAt]));
        return bytes;
    }

    /// <summary>Reads a header and refuses what is not one of this version.</summary>
    /// <param name="bytes">4,096 bytes.</param>
    /// <param name="path">The file, for messages.</param>
    public static SegmentHeader Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (!bytes.StartsWith(Magic)) throw new VectorIndexException(path, "it is no segment");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (XxHash3.HashToUInt64(bytes[..SumAt]) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[SumAt..])) throw new VectorIndexException(path, "its header is damaged");
        if (version != Version) throw new VectorIndexException(path, $"it has format {version}, and this program knows format {Version}");
        return new SegmentHeader
        {
            Shape = new SegmentShape(BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[16..])),
            RowExponent = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            LargestLength = BinaryPrimitives.ReadSingleLittleEndian(bytes[24..]),
            LargestRow = BinaryPrimitives.ReadSingleLittleEndian(bytes[28..]),
            Identity = new Guid(bytes[32..48]),
            Space = Encoding.ASCII.GetString(bytes[48..80]),
            TableSum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[112..]),
        };
    }

    private static long Align(long offset) => (offset + Size - 1) / Size * Size;
}
