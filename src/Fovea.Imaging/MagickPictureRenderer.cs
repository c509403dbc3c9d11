namespace Fovea.Imaging;

/// <summary>Makes small pictures with ImageMagick, by the same safe way as the tiles. Thread-safe.</summary>
/// <param name="decoder">Decodes; its limits hold.</param>
public sealed class MagickPictureRenderer(MagickPhotoDecoder decoder) : IPictureRenderer
{
    /// <summary>Creates the renderer with a decoder of its own.</summary>
    /// <param name="limits">What one file may cost.</param>
    public MagickPictureRenderer(DecodeLimits limits)
        : this(new MagickPhotoDecoder(limits))
    {
    }

    /// <inheritdoc />
    public byte[] ToPng(PixelTile tile) => PictureWriter.Encode(tile, PictureFormat.Png);

    /// <inheritdoc />
    public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        switch (decoder.Decode(source, PictureOrder.ForPeople(size), cancellationToken))
        {
            case PhotoOutcome.Decoded decoded:
                using (decoded.Tile)
                {
                    return new PhotoPreview.Made(PictureWriter.Encode(decoded.Tile, format), decoded.Tile.Width, decoded.Tile.Height);
                }

            case PhotoOutcome.Failed failed:
                return new PhotoPreview.Failed(failed.Failure);
            case PhotoOutcome.NotAPhoto other:
                return new PhotoPreview.Failed(new PhotoFailure(PhotoFailureKind.UnknownFormat, $"is {ContentJudge.Article(other.What)}, no photo"));
            case var outcome:
                throw new InvalidOperationException($"Unexpected outcome {outcome.GetType().Name}.");
        }
    }
}
