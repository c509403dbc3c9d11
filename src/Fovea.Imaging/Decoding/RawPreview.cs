namespace Fovea.Imaging;

/// <summary>
/// Finds the pictures that cameras put into their RAW files, by looking for complete JPEG streams and not by each maker's directories:
/// one way for all of them, and nothing but the stream itself is believed.
/// </summary>
internal static class RawPreview
{
    /// <summary>The ordinary JPEG with the most pixels, or the one with the least that will do instead; false when there is none.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="willDo">Whether a picture of a width and height will do for the largest of a width and height.</param>
    /// <param name="preview">The stream.</param>
    /// <param name="header">Its header.</param>
    /// <param name="largest">The header of the largest.</param>
    public static bool TryFind(ReadOnlyMemory<byte> file, EmbeddedSize willDo, out ReadOnlyMemory<byte> preview, out JpegHeader header, out JpegHeader largest)
    {
        var all = Find(file);
        (preview, header) = all.Count == 0 ? default : all.MaxBy(found => Pixels(found.Header));
        largest = header;
        foreach (var (bytes, small) in all)
        {
            if (Pixels(small) < Pixels(header) && willDo(small.Width, small.Height, largest.Width, largest.Height)) (preview, header) = (bytes, small);
        }

        return !preview.IsEmpty;
    }

    private static List<(ReadOnlyMemory<byte> Bytes, JpegHeader Header)> Find(ReadOnlyMemory<byte> file)
    {
        var all = new List<(ReadOnlyMemory<byte>, JpegHeader)>();
        var bytes = file.Span;

        // Sensor data may hold the bytes of a start marker anywhere; each false start costs a walk, so the sum of the walks is bounded.
        var budget = (8L * bytes.Length) + (1 << 20);
        for (var start = NextStart(bytes, 0); start >= 0 && budget > 0;)
        {
            var found = TryMeasure(bytes[start..], out var length, out var candidate);
            budget -= length;
            if (found) all.Add((file.Slice(start, length), candidate));

            start = NextStart(bytes, found ? start + length : start + 2);
        }

        return all;
    }

    private static long Pixels(JpegHeader header) => (long)header.Width * header.Height;

    private static int NextStart(ReadOnlySpan<byte> bytes, int from)
    {
        if (from >= bytes.Length) return -1;
        var next = bytes[from..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        return next < 0 ? -1 : from + next;
    }

    /// <summary>Walks the markers and the entropy-coded data between them up to the end marker; false when that is not there.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> jpeg, out int length, out JpegHeader header)
    {
        length = 2;
        header = default;
        while (JpegHeader.NextMarker(jpeg, ref length, out var marker, out var segment))
        {
            if (JpegHeader.TryParse(marker, segment, out var frame)) header = frame;
            if (marker == 0xD9) return header.IsOrdinary;
            if (marker != 0xDA) continue;
            if (!header.IsOrdinary) return false;
            length += JpegHeader.EntropyCoded(jpeg[length..]);
        }

        return false;
    }
}
