using System.Buffers.Binary;
using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Files of ISO's base media format (ISO 14496-12): HEIC, AVIF and CR3 are told from videos by the brands of their first box.</summary>
internal static class IsoMedia
{
    private const int MaxBrands = 64;

    public static FileContent? Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12) return null;
        var type = bytes.Slice(4, 4);
        if (type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8) || type.SequenceEqual("pnot"u8)) return Video;
        if (!type.SequenceEqual("ftyp"u8)) return null;

        var size = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), (uint)Math.Min(bytes.Length, 16 + (MaxBrands * 4)));
        var major = bytes.Slice(8, 4);
        if (major.SequenceEqual("crx "u8)) return new FileContent(PhotoFormat.Raw, MagickFormat.Cr3, "Canon RAW");
        var found = Brand(major);
        for (var at = 16; at + 4 <= size && found is null or MagickFormat.Unknown; at += 4)
        {
            // "mif1" says only "a picture": the brands after it say which codec.
            found = Brand(bytes.Slice(at, 4)) ?? found;
        }

        return found switch
        {
            MagickFormat.Avif => new FileContent(PhotoFormat.Avif, MagickFormat.Avif, "AVIF"),
            null when major.StartsWith("M4A"u8) || major.StartsWith("M4B"u8) => new FileContent(ContentKind.Other, "audio file"),
            null => Video,
            _ => new FileContent(PhotoFormat.Heif, MagickFormat.Heic, "HEIF"),
        };
    }

    private static FileContent Video => new(ContentKind.Other, "video");

    private static MagickFormat? Brand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return MagickFormat.Avif;
        if (brand.StartsWith("hei"u8) || (brand.StartsWith("hev"u8) && brand[3] is not (byte)'1') || brand.SequenceEqual("avci"u8) || brand.SequenceEqual("avcs"u8)) return MagickFormat.Heic;
        if (brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("mif2"u8) || brand.SequenceEqual("msf1"u8)) return MagickFormat.Unknown;
        return null;
    }
}
