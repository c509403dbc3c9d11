namespace Fovea;

/// <summary>Makes small pictures to show: for terminals, pages and inspection.</summary>
/// <remarks>
/// Thread-safe. The result is the caller's. A photo that cannot be decoded is an outcome, never an exception; after
/// <see cref="PhotoFailureKind.TimedOut"/> its bytes may still be read, as <see cref="IPhotoDecoder"/> says.
/// </remarks>
public interface IPictureRenderer
{
    /// <summary>A PNG file of exactly the tile's pixels.</summary>
    byte[] ToPng(PixelTile tile);

    /// <summary>An upright copy of a photo, never enlarged.</summary>
    /// <param name="source">The photo.</param>
    /// <param name="size">How large.</param>
    /// <param name="format">What to encode it as.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken);
}
