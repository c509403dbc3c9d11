using ImageMagick;

namespace Fovea.Imaging;

/// <summary>
/// Tells what a file is from its bytes. The name is used in two places only, where bytes alone cannot decide: TGA has no signature, and
/// some RAW files are TIFF files in every respect.
/// </summary>
public static class FormatSniffer
{
    /// <summary>Sniffs the bytes of a whole file. Reads its beginning, and for TIFF the directories. Never throws.</summary>
    /// <param name="name">The file's name; see the remarks of the class.</param>
    /// <param name="bytes">The whole file.</param>
    public static FileContent Sniff(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return new FileContent(ContentKind.Empty, "empty file");
        var extension = FileNames.Extension(name);
        return IsoMedia.Sniff(bytes)
            ?? TiffFamily.Sniff(extension, bytes)
            ?? Picture(extension, bytes)
            ?? Signatures.Find(bytes)
            ?? TextSniffer.Sniff(bytes)
            ?? (bytes.ContainsAnyExcept((byte)0) ? new FileContent(ContentKind.Unknown, "unknown data") : new FileContent(ContentKind.Zeros, "nothing but zeros"));
    }

    private static FileContent? Picture(string extension, ReadOnlySpan<byte> b) => b switch
    {
        [0xFF, 0xD8, 0xFF, ..] => new FileContent(PhotoFormat.Jpeg, MagickFormat.Jpeg, "JPEG"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => new FileContent(PhotoFormat.Png, MagickFormat.Png, "PNG"),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => new FileContent(PhotoFormat.Gif, MagickFormat.Gif, "GIF"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => new FileContent(PhotoFormat.WebP, MagickFormat.WebP, "WebP"),
        [0xFF, 0x0A, ..] => new FileContent(PhotoFormat.JpegXl, MagickFormat.Jxl, "JPEG XL"),
        [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A, ..] => new FileContent(PhotoFormat.JpegXl, MagickFormat.Jxl, "JPEG XL"),
        [0, 0, 0, 12, (byte)'j', (byte)'P', _, _, 0x0D, 0x0A, 0x87, 0x0A, ..] => new FileContent(PhotoFormat.Jpeg2000, MagickFormat.Jp2, "JPEG 2000"),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => new FileContent(PhotoFormat.Jpeg2000, MagickFormat.J2c, "JPEG 2000"),
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', 0, 1, ..] => new FileContent(PhotoFormat.Psd, MagickFormat.Psd, "Photoshop"),
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', 0, 2, ..] => new FileContent(PhotoFormat.Psd, MagickFormat.Psb, "Photoshop"),
        [(byte)'B', (byte)'M', ..] when IsBitmap(b) => new FileContent(PhotoFormat.Bmp, MagickFormat.Bmp, "BMP"),
        [(byte)'B', (byte)'A', ..] when b.Length > 30 && b[14] == 'B' && b[15] == 'M' => new FileContent(PhotoFormat.Bmp, MagickFormat.Bmp, "BMP"),
        _ => RareFormats.Sniff(extension, b),
    };

    // "BM" alone begins many texts. The size of the second header is 12 to 124; damaged files are recognised by their zero words.
    private static bool IsBitmap(ReadOnlySpan<byte> b) =>
        b.Length >= 26 && ((b[14] is >= 12 and <= 128 && b[15] == 0 && b[16] == 0) || (b[6] | b[7] | b[8] | b[9]) == 0);
}
