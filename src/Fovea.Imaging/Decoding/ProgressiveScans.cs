namespace Fovea.Imaging;

/// <summary>
/// Leaves out those scans of a progressive JPEG (ISO 10918-1, G.1) that a picture of reduced scale does not need. The decoder makes a picture of an
/// eighth of each block's mean alone, and one of a quarter of its four lowest frequencies. Colour that is stored at half the size is taken at twice the
/// scale.
/// </summary>
internal static class ProgressiveScans
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    // In zigzag order.
    private const int LastOf2x2 = 4;
    private const int LastOf4x4 = 24;

    /// <summary>The file without those scans; the file itself when it is not whole, or nothing can be left out.</summary>
    /// <param name="jpeg">A progressive JPEG.</param>
    /// <param name="divisor">1, 2, 4 or 8; for a half nearly everything is needed.</param>
    public static ReadOnlyMemory<byte> For(ReadOnlyMemory<byte> jpeg, int divisor)
    {
        if (divisor < 4) return jpeg;
        var bytes = jpeg.Span;
        var kept = new List<Range> { ..2 };
        var at = 2;
        var leftOut = 0;
        ReadOnlySpan<byte> frame = default;
        for (var start = at; JpegHeader.NextMarker(bytes, ref at, out var marker, out var segment); start = at)
        {
            if (JpegHeader.TryParse(marker, segment, out _)) frame = segment;
            if (marker == EndOfImage)
            {
                kept.Add(start..at);
                return leftOut == 0 ? jpeg : Join(jpeg, kept);
            }

            var isNeeded = true;
            if (marker == StartOfScan)
            {
                at += JpegHeader.EntropyCoded(bytes[at..]);
                isNeeded = IsNeeded(segment, frame, divisor);
                if (!isNeeded) leftOut++;
            }

            if (isNeeded) kept.Add(start..at);
        }

        return jpeg;
    }

    // A scan names its components, and ends with the first and the last frequency and how many bits were sent before and are left to send. Means
    // come for all components together, other frequencies for each alone.
    private static bool IsNeeded(ReadOnlySpan<byte> scan, ReadOnlySpan<byte> frame, int divisor)
    {
        if (scan.Length < 6) return true;
        var first = scan[^3];
        if (first == 0) return true;
        var isRefinement = scan[^1] >> 4 != 0;
        var last = (divisor, IsHalfSize(scan[1], frame)) switch
        {
            (8, false) => 0,
            (4, true) => LastOf4x4,
            _ => LastOf2x2,
        };
        return first <= last && !isRefinement;
    }

    // Of each component the frame gives its name, and the samples across and down.
    private static bool IsHalfSize(byte component, ReadOnlySpan<byte> frame)
    {
        int across = 1, down = 1, mostAcross = 1, mostDown = 1;
        for (var at = 6; at + 2 < frame.Length; at += 3)
        {
            var (x, y) = (frame[at + 1] >> 4, frame[at + 1] & 15);
            (mostAcross, mostDown) = (Math.Max(mostAcross, x), Math.Max(mostDown, y));
            if (frame[at] == component) (across, down) = (x, y);
        }

        return mostAcross >= across * 2 && mostDown >= down * 2;
    }

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
