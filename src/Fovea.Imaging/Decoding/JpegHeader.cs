using System.Buffers.Binary;

namespace Fovea.Imaging;

/// <summary>What the frame header of a JPEG says (ISO 10918-1, B.2.2).</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Components">1 grey, 3 colour, 4 CMYK.</param>
/// <param name="Process">The last hexadecimal digit of the SOF marker: 0 and 1 sequential, 2 progressive, 3 lossless.</param>
internal readonly record struct JpegHeader(int Width, int Height, int Components, int Process)
{
    /// <summary>Sequential or progressive with Huffman coding, 8 bits: what every decoder reads.</summary>
    public bool IsOrdinary => Process is 0 or 1 or 2 && Width > 0 && Height > 0;

    /// <summary>Progressive, Huffman or arithmetic coding.</summary>
    public bool IsProgressive => Process is 2 or 10;

    /// <summary>Finds the frame header. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> jpeg, out JpegHeader header)
    {
        header = default;
        for (var at = 2; NextMarker(jpeg, ref at, out var marker, out var segment);)
        {
            if (TryParse(marker, segment, out header)) return true;
            if (marker is 0xDA or 0xD9) return false;
        }

        return false;
    }

    /// <summary>Reads a marker segment when it is a frame header (SOF).</summary>
    public static bool TryParse(byte marker, ReadOnlySpan<byte> segment, out JpegHeader header)
    {
        header = default;
        if (marker is not (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) || segment.Length < 6) return false;
        header = new JpegHeader(
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            segment[5],
            marker & 15);
        return true;
    }

    /// <summary>Steps over one marker segment: <paramref name="at"/> moves from a marker to what follows its segment.</summary>
    /// <returns>False at the end of the data, where no marker is, and at a second start marker.</returns>
    public static bool NextMarker(ReadOnlySpan<byte> jpeg, scoped ref int at, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = default;
        if (at + 1 >= jpeg.Length || jpeg[at] != 0xFF) return false;
        while (at < jpeg.Length && jpeg[at] == 0xFF) at++;
        if (at >= jpeg.Length) return false;
        marker = jpeg[at++];
        if (marker is 0xD8) return false;
        if (marker is 0xD9 or 0x01 or (>= 0xD0 and <= 0xD7)) return true;
        if (at + 2 > jpeg.Length) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]);
        if (length < 2 || at + length > jpeg.Length) return false;
        segment = jpeg.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    /// <summary>The length of the entropy-coded data at the start of the bytes: up to a marker that is no restart, or all.</summary>
    public static int EntropyCoded(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (true)
        {
            var step = bytes[at..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= bytes.Length) return bytes.Length;
            at += step;
            if (bytes[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
            at += bytes[at + 1] == 0xFF ? 1 : 2;
        }
    }
}
