using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Bench.Photos;

/// <summary>Writes a JPEG with a preview behind it and the segment that lists both (CIPA DC-007), as many cameras do.</summary>
internal static class AppendedPreview
{
    private const uint PreviewSide = 1620;

    public static byte[] Write(MagickImage photo, MagickFormat format)
    {
        var whole = photo.ToByteArray(format);
        photo.Resize(PreviewSide, PreviewSide);
        var preview = photo.ToByteArray(format);

        // Big-endian: a header of 8 bytes, a directory of three fields, the entries behind it.
        const int Entries = 8 + 2 + (3 * 12) + 4;
        var list = new byte[Entries + 32];
        "MM\0*\0\0\0\b"u8.CopyTo(list);
        list[9] = 3;
        Field(10, 0xB000, 7, 4, 0x30313030);
        Field(22, 0xB001, 4, 1, 2);
        Field(34, 0xB002, 7, 32, Entries);
        byte[] segment = [0xFF, 0xE2, 0, (byte)(list.Length + 6), .. "MPF\0"u8, .. list];
        var end = (uint)(whole.Length + segment.Length);
        Entry(Entries, 0x030000, end, 0);
        Entry(Entries + 16, 0x010002, (uint)preview.Length, end - 10);
        list.CopyTo(segment.AsSpan(8));
        return [.. whole.AsSpan(0, 2), .. segment, .. whole.AsSpan(2), .. preview];

        void Field(int at, ushort tag, ushort type, uint count, uint value)
        {
            BinaryPrimitives.WriteUInt16BigEndian(list.AsSpan(at), tag);
            BinaryPrimitives.WriteUInt16BigEndian(list.AsSpan(at + 2), type);
            BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(at + 4), count);
            BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(at + 8), value);
        }

        void Entry(int at, uint type, uint length, uint offset)
        {
            BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(at), type);
            BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(at + 4), length);
            BinaryPrimitives.WriteUInt32BigEndian(list.AsSpan(at + 8), offset);
        }
    }
}
