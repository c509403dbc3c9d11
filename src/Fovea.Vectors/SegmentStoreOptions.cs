namespace Fovea.Vectors;

/// <summary>How much of saved indexes is held in memory.</summary>
public sealed class SegmentStoreOptions
{
    /// <summary>
    /// Up to so many bytes of codes are read into memory, where nothing that happens to the files can reach them; more are mapped. Default: 1.5 GB, the
    /// codes of three million vectors of 512 numbers.
    /// </summary>
    public long ResidentBytes { get; init; } = 1536L * 1024 * 1024;

    /// <summary>Up to so many bytes of rows stay in memory once they were read. Default: 256 MB.</summary>
    public long KeptRowBytes { get; init; } = 256L * 1024 * 1024;
}
