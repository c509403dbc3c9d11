namespace Fovea.Imaging;

/// <summary>Makes small pictures with ImageMagick. Thread-safe.</summary>
/// <param name="limits">What one file may cost.</param>
public sealed class MagickPictureRenderer(DecodeLimits limits) : IPictureRenderer
{
    private readonly PreviewMaker _previews = new(new MagickPhotoDecoder(limits));

    /// <inheritdoc />
    public byte[] ToPng(PixelTile tile) => PictureWriter.Encode(tile, PictureFormat.Png);

    /// <inheritdoc />
    public byte[]? Preview(PhotoSource source, int longestSide, PictureFormat format, CancellationToken cancellationToken) =>
        _previews.Make(source, longestSide, format, cancellationToken) is PhotoPreview.Made made ? made.Bytes.ToArray() : null;
}
