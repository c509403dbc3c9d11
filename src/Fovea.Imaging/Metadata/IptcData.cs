using System.Buffers.Binary;
using System.Text;

namespace Fovea.Imaging;

/// <summary>The creation time in IPTC-IIM records: 2:55 "20190721" and 2:60 "180355+0200".</summary>
internal static class IptcData
{
    /// <summary>The time; null when there is none. Never throws.</summary>
    public static TakenAt? TakenAt(ReadOnlySpan<byte> records)
    {
        string? date = null, time = null;
        while (records.Length >= 5 && records[0] == 0x1C)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(records[3..]);
            if (length > records.Length - 5) break;
            var value = records.Slice(5, length);
            if (records[1] == 2 && records[2] == 55) date ??= Encoding.ASCII.GetString(value);
            if (records[1] == 2 && records[2] == 60) time ??= Encoding.ASCII.GetString(value);
            records = records[(5 + length)..];
        }

        if (date is not { Length: 8 }) return null;
        var clock = time is { Length: >= 6 } ? time : "000000";
        var offset = clock.Length == 11 ? $"{clock[6..9]}:{clock[9..]}" : null;
        return new ExifTime($"{date[..4]}:{date[4..6]}:{date[6..]} {clock[..2]}:{clock[2..4]}:{clock[4..6]}", null, offset).Parse(TakenAtSource.Xmp);
    }
}
