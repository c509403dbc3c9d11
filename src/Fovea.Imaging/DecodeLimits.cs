namespace Fovea.Imaging;

/// <summary>
/// What one file may cost. The limits are compared with the file's own header before pixels are allocated, so that a file of 44 bytes
/// that claims 65,535 × 65,535 pixels costs nothing.
/// </summary>
public sealed record DecodeLimits
{
    /// <summary>Most pixels (width × height) of the stored picture. Default 256 million: a 200-megapixel phone photo passes.</summary>
    public long MaxPixels { get; init; } = 256_000_000;

    /// <summary>
    /// Most pixels of a picture that cannot be decoded at a reduced scale: all but sequential JPEG. Default 128 million, which is about
    /// 550 MB while it is decoded (800 MB for a progressive JPEG).
    /// </summary>
    public long MaxFullDecodePixels { get; init; } = 128_000_000;

    /// <summary>Longest side in pixels. Default 65,500, the limit of JPEG itself.</summary>
    public int MaxSide { get; init; } = 65_500;

    /// <summary>Most bytes of a file. Default 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>Longest time for one file on the clock. Default 20 seconds.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A picture of more pixels than this that cannot be decoded at a reduced scale is decoded while no other such picture is: two
    /// workers never hold two of them. Default 64 million (about 250 MB).
    /// </summary>
    public long ExclusivePixels { get; init; } = 64_000_000;

    /// <summary>
    /// Least part of the rows (0 to 1) that a cut-off JPEG must still have to count as a photo. Default 0.75: what is left then shows what
    /// the photo shows; with less the centre of the picture may be missing.
    /// </summary>
    public double LeastRowsOfCutOffPhoto { get; init; } = 0.75;

    /// <summary>
    /// Whether less than the whole may be decoded where the tile does not need it: a small picture that the file carries, a reduced scale, the
    /// first scans. Default true; false is for comparisons.
    /// </summary>
    public bool UseShortcuts { get; init; } = true;
}
