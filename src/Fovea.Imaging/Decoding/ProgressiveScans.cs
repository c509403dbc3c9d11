namespace Fovea.Imaging;

/// <summary>
/// Leaves out those scans of a progressive JPEG (ISO 10918-1, G.1) that a picture of reduced scale does not need. The decoder makes a picture of an
/// eighth of each block's mean alone, so that nothing is lost there; of a quarter and a half of the lowest frequencies.
/// </summary>
internal static class ProgressiveScans
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <summary>The file without those scans; the file itself when it is not whole, or nothing can be left out.</summary>
    /// <param name="jpeg">A progressive JPEG.</param>
    /// <param name="divisor">1, 2, 4 or 8.</param>
    public static ReadOnlyMemory<byte> For(ReadOnlyMemory<byte> jpeg, int divisor)
    {
        if (divisor == 1) return jpeg;
        var bytes = jpeg.Span;
        var kept = new List<Range> { ..2 };
        var at = 2;
        var leftOut = 0;
        for (var start = at; JpegHeader.NextMarker(bytes, ref at, out var marker, out var segment); start = at)
        {
            if (marker == EndOfImage)
            {
                kept.Add(start..at);
                return leftOut == 0 ? jpeg : Join(jpeg, kept);
            }

            var isNeeded = true;
            if (marker == StartOfScan)
            {
                at += JpegHeader.EntropyCoded(bytes[at..]);
                isNeeded = IsNeeded(segment, divisor);
                if (!isNeeded) leftOut++;
            }

            if (isNeeded) kept.Add(start..at);
        }

        return jpeg;
    }

    // The segment ends with the first and the last frequency in zigzag order, and how many bits were sent before and are left to send.
    private static bool IsNeeded(ReadOnlySpan<byte> segment, int divisor)
    {
        if (segment.Length < 6) return true;
        var first = segment[^3];
        var isRefinement = segment[^1] >> 4 != 0;
        return divisor switch
        {
            8 => first == 0,
            4 => first <= LastOf2x2 && (first == 0 || !isRefinement),
            _ => first <= LastOf4x4,
        };
    }

    private const int LastOf2x2 = 4;
    private const int LastOf4x4 = 24;

    private static byte[] Join(ReadOnlyMemory<byte> jpeg, List<Range> ranges)
    {
        var joined = new byte[ranges.Sum(range => range.GetOffsetAndLength(jpeg.Length).Length)];
        var at = 0;
        foreach (var range in ranges)
        {
            var part = jpeg.Span[range];
            part.CopyTo(joined.AsSpan(at));
            at += part.Length;
        }

        return joined;
    }
}
