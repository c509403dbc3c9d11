namespace Fovea;

/// <summary>Makes small pictures to show: for terminals, pages and inspection.</summary>
/// <remarks>Thread-safe. The result is the caller's. A photo that cannot be decoded gives null, never an exception.</remarks>
public interface IPictureRenderer
{
    /// <summary>A PNG file of exactly the tile's pixels.</summary>
    byte[] ToPng(PixelTile tile);

    /// <summary>An upright preview of a photo, never enlarged; null if it cannot be decoded.</summary>
    /// <param name="source">The photo.</param>
    /// <param name="longestSide">Pixels of the preview's longer side at most.</param>
    /// <param name="format">What to encode it as.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    byte[]? Preview(PhotoSource source, int longestSide, PictureFormat format, CancellationToken cancellationToken);
}
