using System.Buffers.Binary;
using Fovea.Engine.Searching;

namespace Fovea.Web.Api;

/// <summary>
/// Writes an answer as columns, little endian: "FVL1", count, strong, possible; then for every photo its id, version (32 bits each), day since
/// 1970-01-01 (signed 32), ratio of width to height in thousandths, average colour as RGB 5-6-5 (16 each), and flags (8).
/// </summary>
internal static class LayoutWriter
{
    private const int HeaderLength = 16;
    private const int BytesAPhoto = 4 + 4 + 4 + 2 + 2 + 1;
    private const int UnknownDay = int.MinValue;
    private const ushort UnknownRatio = 1500;
    private const ushort UnknownColour = 0x8410;
    private const int SmallestRatio = 100;
    private const int LargestRatio = 10_000;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>How many bytes a number of photos takes.</summary>
    public static int LengthOf(int photos) => checked(HeaderLength + (photos * BytesAPhoto));

    /// <summary>Writes all of it.</summary>
    /// <param name="set">The answer.</param>
    /// <param name="cells">Its photos, in order.</param>
    /// <param name="bytes">As long as <see cref="LengthOf"/> says; every byte is written.</param>
    public static void Write(ResultSet set, IReadOnlyList<PhotoCell> cells, Span<byte> bytes)
    {
        var count = cells.Count;
        "FVL1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], set.Strong);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], set.Possible);
        var ids = bytes.Slice(HeaderLength, count * 4);
        var versions = bytes.Slice(HeaderLength + (count * 4), count * 4);
        var days = bytes.Slice(HeaderLength + (count * 8), count * 4);
        var ratios = bytes.Slice(HeaderLength + (count * 12), count * 2);
        var colours = bytes.Slice(HeaderLength + (count * 14), count * 2);
        var flags = bytes.Slice(HeaderLength + (count * 16), count);
        for (var i = 0; i < count; i++)
        {
            var cell = cells[i];
            BinaryPrimitives.WriteUInt32LittleEndian(ids[(i * 4)..], checked((uint)cell.Id.Value));
            BinaryPrimitives.WriteUInt32LittleEndian(versions[(i * 4)..], cell.Version);
            BinaryPrimitives.WriteInt32LittleEndian(days[(i * 4)..], cell.Taken is { } taken ? (taken.Date - Epoch).Days : UnknownDay);
            BinaryPrimitives.WriteUInt16LittleEndian(ratios[(i * 2)..], RatioOf(cell));
            BinaryPrimitives.WriteUInt16LittleEndian(colours[(i * 2)..], ColourOf(cell));
            flags[i] = (byte)((cell.IsOffline ? 1 : 0) | (cell.IsFavourite ? 2 : 0) | ((int)set.StrengthAt(i) << 2));
        }
    }

    private static ushort RatioOf(PhotoCell cell) => cell is { Width: > 0, Height: > 0 }
        ? (ushort)Math.Clamp((long)cell.Width * 1000 / cell.Height, SmallestRatio, LargestRatio)
        : UnknownRatio;

    private static ushort ColourOf(PhotoCell cell) => cell.Colour is { } rgb
        ? (ushort)(((rgb >> 8) & 0xF800) | ((rgb >> 5) & 0x07E0) | ((rgb >> 3) & 0x001F))
        : UnknownColour;
}
