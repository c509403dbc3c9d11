namespace Fovea.Imaging;

/// <summary>The blocks of a file that say something about it. Empty where the file has none.</summary>
internal readonly record struct MetadataSource
{
    /// <summary>TIFF structures with EXIF's directories, the most trusted first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Exif { get; init; }

    /// <summary>The XMP packet, UTF-8.</summary>
    public ReadOnlyMemory<byte> Xmp { get; init; }

    /// <summary>IPTC-IIM records.</summary>
    public ReadOnlyMemory<byte> Iptc { get; init; }
}
