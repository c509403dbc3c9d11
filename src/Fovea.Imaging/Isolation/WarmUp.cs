namespace Fovea.Imaging;

/// <summary>
/// Makes a decoder's process ready: ImageMagick reads its lists of coders, colours and messages from files when they are first needed, and
/// later it may be too late to open one.
/// </summary>
internal static class WarmUp
{
    private const int Side = 16;

    public static void Run(MagickPhotoDecoder decoder)
    {
        using var tile = new PixelTile(Side, Side);
        tile.Pixels.Fill(128);
        var spec = new PreprocessSpec { Width = Side, Height = Side };
        var jpeg = PictureWriter.Encode(tile, PictureFormat.Jpeg);
        foreach (var bytes in (byte[][])[jpeg, PictureWriter.Encode(tile, PictureFormat.Png), jpeg[..^40], [0x42, 0x4D, .. new byte[60]]])
        {
            if (decoder.Decode(new PhotoSource("warm.jpg", bytes), spec, ThumbnailSpec.Default, CancellationToken.None) is PhotoOutcome.Decoded decoded)
            {
                decoded.Tile.Dispose();
            }
        }
    }
}
