namespace Fovea.Imaging;

/// <summary>Makes small upright copies of photos, by the same safe way as the tiles. Thread-safe.</summary>
/// <param name="decoder">What decodes.</param>
public sealed class PreviewMaker(MagickPhotoDecoder decoder)
{
    /// <summary>The whole photo, its longest side at most <paramref name="longestSide"/> pixels; smaller photos keep their size.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public PhotoPreview Make(PhotoSource source, int longestSide, PictureEncoding encoding, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longestSide);
        var outcome = decoder.Decode(source, (width, height) => ResizePlan.Fit(width, height, longestSide), cancellationToken);
        switch (outcome)
        {
            case PhotoOutcome.Decoded decoded:
                using (decoded.Tile)
                {
                    return new PhotoPreview.Made(PictureWriter.Encode(decoded.Tile, encoding), decoded.Tile.Width, decoded.Tile.Height);
                }

            case PhotoOutcome.Failed failed:
                return new PhotoPreview.Failed(failed.Failure);
            case PhotoOutcome.NotAPhoto other:
                return new PhotoPreview.Failed(new PhotoFailure(PhotoFailureKind.UnknownFormat, $"is {ContentJudge.Article(other.What)}, no photo"));
            default:
                throw new InvalidOperationException($"Unexpected outcome {outcome.GetType().Name}.");
        }
    }
}
