namespace Fovea.Imaging;

/// <summary>
/// How much of a JPEG that ends too early was there. libjpeg fills what is missing with zero coefficients, which is exactly middle grey;
/// a picture that really ends in such rows and is also cut off cannot be told apart, and nothing is lost with it.
/// </summary>
internal static class CutOff
{
    /// <summary>Whether a JPEG has no end marker behind its first scan (bytes may follow the marker: cameras append things).</summary>
    public static bool LacksEnd(ReadOnlySpan<byte> jpeg)
    {
        // The thumbnail inside of the EXIF segment has an end marker of its own, so the segments are stepped over.
        var at = 2;
        while (JpegHeader.NextMarker(jpeg, ref at, out var marker, out _) && marker is not 0xDA)
        {
            if (marker == 0xD9) return false;
        }

        return jpeg[Math.Min(at, jpeg.Length)..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0;
    }

    /// <summary>The number of rows, from the top, down to the last that is not filler.</summary>
    public static int RowsPresent(PixelRows rows)
    {
        var scratch = new byte[rows.Width * 3];
        for (var y = rows.Height - 1; y >= 0; y--)
        {
            if (rows.Row(y, scratch).ContainsAnyExceptInRange((byte)127, (byte)129)) return y + 1;
        }

        return 0;
    }
}
