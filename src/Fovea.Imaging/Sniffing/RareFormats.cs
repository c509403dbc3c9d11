using ImageMagick;

namespace Fovea.Imaging;

/// <summary>The raster formats beyond the common ones that are decoded. An allow-list: a format that is not here is never decoded.</summary>
internal static class RareFormats
{
    public static FileContent? Sniff(string extension, ReadOnlySpan<byte> b) => b switch
    {
        [(byte)'P', (byte)'1' or (byte)'4', var s, ..] when IsSpace(s) => Other(MagickFormat.Pbm, "PBM"),
        [(byte)'P', (byte)'2' or (byte)'5', var s, ..] when IsSpace(s) => Other(MagickFormat.Pgm, "PGM"),
        [(byte)'P', (byte)'3' or (byte)'6', var s, ..] when IsSpace(s) => Other(MagickFormat.Ppm, "PPM"),
        [(byte)'P', (byte)'7', (byte)'\n', ..] => Other(MagickFormat.Pam, "PAM"),
        [(byte)'P', (byte)'f' or (byte)'F', (byte)'\n' or (byte)'\r', ..] => Other(MagickFormat.Pfm, "PFM"),
        [0, 0, 1, 0, not 0, _, _, _, _, 0 or 255, ..] when b.Length >= 22 => Other(MagickFormat.Ico, "icon"),
        [0, 0, 2, 0, not 0, 0, _, _, _, 0, ..] when b.Length >= 22 => Other(MagickFormat.Cur, "cursor"),
        [0x0A, <= 5, 0 or 1, 1 or 2 or 4 or 8, ..] when b.Length > 128 => Other(MagickFormat.Pcx, "PCX"),
        [0x01, 0xDA, 0 or 1, 1 or 2, ..] => Other(MagickFormat.Sgi, "SGI"),
        [(byte)'D', (byte)'D', (byte)'S', (byte)' ', 124, 0, 0, 0, ..] => Other(MagickFormat.Dds, "DDS"),
        [(byte)'q', (byte)'o', (byte)'i', (byte)'f', ..] => Other(MagickFormat.Qoi, "QOI"),
        [0x76, 0x2F, 0x31, 0x01, ..] => Other(MagickFormat.Exr, "OpenEXR"),
        [0x59, 0xA6, 0x6A, 0x95, ..] => Other(MagickFormat.Sun, "Sun raster"),
        [0x8B, (byte)'J', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Other(MagickFormat.Jng, "JNG"),
        _ when b.StartsWith("#?RADIANCE"u8) || b.StartsWith("#?RGBE"u8) => Other(MagickFormat.Hdr, "Radiance HDR"),
        _ when b.StartsWith("SIMPLE  ="u8) => Other(MagickFormat.Fits, "FITS"),
        _ when b.StartsWith("farbfeld"u8) => Other(MagickFormat.Farbfeld, "farbfeld"),
        _ when b.EndsWith("TRUEVISION-XFILE.\0"u8) || (extension is "tga" or "icb" or "vda" or "vst" && IsTarga(b)) => Other(MagickFormat.Tga, "TGA"),
        _ => null,
    };

    private static FileContent Other(MagickFormat coder, string what) => new(PhotoFormat.OtherRaster, coder, what);

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#';

    private static bool IsTarga(ReadOnlySpan<byte> b) =>
        b.Length > 18 && b[1] <= 1 && b[2] is 1 or 2 or 3 or 9 or 10 or 11 && b[16] is 8 or 15 or 16 or 24 or 32;
}
