namespace Fovea.Engine.Pictures;

/// <summary>How pictures are made to be shown.</summary>
public sealed class PhotoPicturesOptions
{
    /// <summary>How many are decoded at once; the others wait. Default: the number of processors.</summary>
    public int Decodes { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Bytes of finished pictures that are kept in memory at most. Default: 64 MiB.</summary>
    public long CacheBytes { get; init; } = 64L << 20;

    /// <summary>Files over this many bytes are not read. Default: 512 MiB.</summary>
    public long MaxFileSize { get; init; } = 512L << 20;
}
