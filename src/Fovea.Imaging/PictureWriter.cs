using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Writes tiles as picture files. Thread-safe.</summary>
public static class PictureWriter
{
    private const uint JpegQuality = 85;

    /// <summary>The bytes of a picture file with exactly the tile's pixels (PNG) or close to them (JPEG, quality 85). No metadata is written.</summary>
    public static byte[] Encode(PixelTile tile, PictureEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(tile);
        MagickRuntime.Initialize();
        var layout = new PixelReadSettings((uint)tile.Width, (uint)tile.Height, StorageType.Char, PixelMapping.RGB);
        using var image = new MagickImage();
        image.ReadPixels(tile.Pixels, layout);
        image.Quality = JpegQuality;
        return image.ToByteArray(encoding == PictureEncoding.Png ? MagickFormat.Png24 : MagickFormat.Jpeg);
    }
}
