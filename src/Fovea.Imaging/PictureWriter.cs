using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Writes tiles as picture files. Thread-safe.</summary>
public static class PictureWriter
{
    private const uint JpegQuality = 82;

    /// <summary>The bytes of a picture file with exactly the tile's pixels (PNG) or close to them (JPEG, quality 82). No metadata is written.</summary>
    public static byte[] Encode(PixelTile tile, PictureFormat format)
    {
        ArgumentNullException.ThrowIfNull(tile);
        MagickRuntime.Initialize();
        var layout = new PixelReadSettings((uint)tile.Width, (uint)tile.Height, StorageType.Char, PixelMapping.RGB);
        using var image = new MagickImage();
        image.ReadPixels(tile.Pixels, layout);
        image.Quality = JpegQuality;

        // A second pass for the best code tables takes as long as the first and saves some percent of the bytes.
        image.Settings.SetDefine(MagickFormat.Jpeg, "optimize-coding", false);
        return image.ToByteArray(format switch
        {
            PictureFormat.Png => MagickFormat.Png24,
            PictureFormat.Jpeg => MagickFormat.Jpeg,
            PictureFormat.Sixel => MagickFormat.Sixel,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that pictures are written in."),
        });
    }
}
