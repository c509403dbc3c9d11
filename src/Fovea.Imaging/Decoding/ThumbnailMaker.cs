namespace Fovea.Imaging;

/// <summary>Makes the small copy of a decoded picture.</summary>
internal static class ThumbnailMaker
{
    /// <summary>The copy, upright.</summary>
    /// <param name="rows">The picture as stored, perhaps decoded at a reduced scale.</param>
    /// <param name="orientation">How it becomes upright.</param>
    /// <param name="size">The size wanted of the upright copy; no side gets longer than the picture's.</param>
    /// <param name="profile">What the picture's numbers mean, as an ICC profile; null: sRGB.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PhotoThumbnail Make(
        PixelRows rows, Orientation orientation, (int Width, int Height) size, byte[]? profile, CancellationToken cancellationToken)
    {
        var (width, height) = orientation.Apply(rows.Width, rows.Height);
        var plan = ResizePlan.To((Math.Min(size.Width, width), Math.Min(size.Height, height)));
        using var tile = Resampler.Resample(rows, orientation, plan, cancellationToken);
        SrgbPixels.Convert(tile, profile);
        return new PhotoThumbnail(PictureWriter.Encode(tile, PictureFormat.Jpeg), tile.Width, tile.Height, AverageColour(tile.Pixels));
    }

    /// <summary>The mean of RGB pixels, 0xRRGGBB.</summary>
    public static int AverageColour(ReadOnlySpan<byte> pixels)
    {
        long red = 0, green = 0, blue = 0;
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            red += pixels[i];
            green += pixels[i + 1];
            blue += pixels[i + 2];
        }

        var count = Math.Max(1, pixels.Length / 3);
        return (Mean(red) << 16) | (Mean(green) << 8) | Mean(blue);

        int Mean(long sum) => (int)((sum + (count / 2)) / count);
    }
}
