namespace Fovea;

/// <summary>
/// How large a small copy of a photo is: as large as both sides allow, in the photo's own proportions, and never larger than the photo.
/// </summary>
public sealed record ThumbnailSpec
{
    /// <summary>What the pages show.</summary>
    public static ThumbnailSpec Default { get; } = new();

    /// <summary>Pixels of the shorter side at most. Default 256.</summary>
    public int ShortSide { get; init; } = 256;

    /// <summary>Pixels of the longer side at most: a panorama is not kept a thousand pixels long. Default 768.</summary>
    public int LongSide { get; init; } = 768;

    /// <summary>A copy whose longer side is at most so many pixels.</summary>
    public static ThumbnailSpec Within(int longestSide) => new() { ShortSide = longestSide, LongSide = longestSide };

    /// <summary>The size of the copy of an upright picture.</summary>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    public (int Width, int Height) Fit(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        var scale = Math.Min(1, Math.Min((double)ShortSide / Math.Min(width, height), (double)LongSide / Math.Max(width, height)));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }
}
