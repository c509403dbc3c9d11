namespace Fovea.Imaging;

/// <summary>
/// Finds the pictures that cameras put into their RAW files, by looking for complete JPEG streams and not by each maker's directories:
/// one way for all of them, and nothing but the stream itself is believed.
/// </summary>
internal static class RawPreview
{
    /// <summary>The ordinary JPEG with the most pixels; false when there is none.</summary>
    public static bool TryFind(ReadOnlyMemory<byte> file, out ReadOnlyMemory<byte> preview, out JpegHeader header)
    {
        preview = default;
        header = default;
        var bytes = file.Span;

        // Sensor data may hold the bytes of a start marker anywhere; each false start costs a walk, so the sum of the walks is bounded.
        var budget = (8L * bytes.Length) + (1 << 20);
        for (var start = NextStart(bytes, 0); start >= 0 && budget > 0;)
        {
            var found = TryMeasure(bytes[start..], out var length, out var candidate);
            budget -= length;
            if (found && Pixels(candidate) > Pixels(header))
            {
                header = candidate;
                preview = file.Slice(start, length);
            }

            start = NextStart(bytes, found ? start + length : start + 2);
        }

        return !preview.IsEmpty;
    }

    private static long Pixels(JpegHeader header) => (long)header.Width * header.Height;

    private static int NextStart(ReadOnlySpan<byte> bytes, int from)
    {
        if (from >= bytes.Length) return -1;
        var next = bytes[from..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        return next < 0 ? -1 : from + next;
    }

    // Walks the markers and the entropy-coded data between them up to the end marker.
    private static bool TryMeasure(ReadOnlySpan<byte> jpeg, out int length, out JpegHeader header)
    {
        length = 2;
        header = default;
        while (JpegHeader.NextMarker(jpeg, ref length, out var marker, out var segment))
        {
            if (JpegHeader.TryParse(marker, segment, out var frame)) header = frame;
            if (marker == 0xD9) return header.IsOrdinary;
            if (marker != 0xDA) continue;
            if (!header.IsOrdinary) return false;
            while (true)
            {
                var step = jpeg[length..].IndexOf((byte)0xFF);
                if (step < 0 || length + step + 1 >= jpeg.Length)
                {
                    length = jpeg.Length;
                    return false;
                }

                length += step;
                if (jpeg[length + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) break;
                length += jpeg[length + 1] == 0xFF ? 1 : 2;
            }
        }

        return false;
    }
}
