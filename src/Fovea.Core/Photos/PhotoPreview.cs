namespace Fovea;

/// <summary>A small upright copy of a photo, or why there is none: exactly one of the two.</summary>
public abstract record PhotoPreview
{
    private PhotoPreview()
    {
    }

    /// <summary>The copy.</summary>
    /// <param name="Bytes">The picture file; the receiver's.</param>
    /// <param name="Width">Its width in pixels.</param>
    /// <param name="Height">Its height in pixels.</param>
    public sealed record Made(ReadOnlyMemory<byte> Bytes, int Width, int Height) : PhotoPreview;

    /// <summary>There is none.</summary>
    /// <param name="Failure">Kind and reason; a file that is no photo is an unknown format here.</param>
    public sealed record Failed(PhotoFailure Failure) : PhotoPreview;
}
