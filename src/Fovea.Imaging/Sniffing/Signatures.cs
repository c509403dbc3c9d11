namespace Fovea.Imaging;

/// <summary>First bytes of what is not decoded, so that a file can be named for what it is.</summary>
internal static class Signatures
{
    private readonly record struct Signature(int Offset, byte[] Bytes, ContentKind Kind, string What);

    private static readonly Signature[] All =
    [
        Unsafe("%!PS"u8, "PostScript document"),
        Unsafe([0xC5, 0xD0, 0xD3, 0xC6], "PostScript document"),
        Unsafe([0xD7, 0xCD, 0xC6, 0x9A], "Windows metafile"),
        Unsafe([0x01, 0x00, 0x09, 0x00, 0x00, 0x03], "Windows metafile"),
        At(40, " EMF"u8, ContentKind.Unsafe, "Windows metafile"),
        At(0, "gimp xcf"u8, ContentKind.OtherPicture, "GIMP picture (XCF)"),
        At(0, "AT&TFORM"u8, ContentKind.OtherPicture, "DjVu document"),
        At(0, [0x8A, (byte)'M', (byte)'N', (byte)'G'], ContentKind.OtherPicture, "MNG animation"),
        At(0, "SDPX"u8, ContentKind.OtherPicture, "DPX film frame"),
        At(0, "XPDS"u8, ContentKind.OtherPicture, "DPX film frame"),
        At(0, "FLIF"u8, ContentKind.OtherPicture, "FLIF picture"),
        At(0, [(byte)'B', (byte)'P', (byte)'G', 0xFB], ContentKind.OtherPicture, "BPG picture"),
        At(0, "DICM"u8, ContentKind.OtherPicture, "DICOM picture"),
        At(128, "DICM"u8, ContentKind.OtherPicture, "DICOM picture"),
        Other("PK\x03\x04"u8, "zip archive"),
        Other("PK\x05\x06"u8, "zip archive"),
        Other("Rar!\x1A\x07"u8, "RAR archive"),
        Other([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "7z archive"),
        Other([0x1F, 0x8B, 0x08], "gzip archive"),
        Other("BZh"u8, "bzip2 archive"),
        Other([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz archive"),
        Other([0x28, 0xB5, 0x2F, 0xFD], "zstd archive"),
        At(257, "ustar"u8, ContentKind.Other, "tar archive"),
        Other([0x7F, (byte)'E', (byte)'L', (byte)'F'], "program"),
        Other([0xCF, 0xFA, 0xED, 0xFE], "program"),
        Other([0xCE, 0xFA, 0xED, 0xFE], "program"),
        Other([0xCA, 0xFE, 0xBA, 0xBE], "program"),
        Other("\0asm"u8, "program"),
        Other("SQLite format 3\0"u8, "database"),
        Other([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Office document"),
        Other("OTTO"u8, "font"),
        Other("ttcf"u8, "font"),
        Other("wOFF"u8, "font"),
        Other("wOF2"u8, "font"),
        Other([0, 1, 0, 0, 0], "font"),
        Other("ID3"u8, "audio file"),
        Other("fLaC"u8, "audio file"),
        Other("OggS"u8, "audio file"),
        Other("MThd"u8, "audio file"),
        At(8, "WAVE"u8, ContentKind.Other, "audio file"),
        At(8, "AIFF"u8, ContentKind.Other, "audio file"),
        Other([0xFF, 0xFB], "audio file"),
        Other([0xFF, 0xF3], "audio file"),
        Other([0xFF, 0xF1], "audio file"),
        At(8, "AVI "u8, ContentKind.Other, "video"),
        Other([0x1A, 0x45, 0xDF, 0xA3], "video"),
        Other([0x00, 0x00, 0x01, 0xBA], "video"),
        Other([0x00, 0x00, 0x01, 0xB3], "video"),
        Other("FLV\x01"u8, "video"),
        Other([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], "video"),
        Other([0x00, 0x05, 0x16, 0x07], "macOS resource file"),
        Other("Bud1"u8, "macOS folder settings"),
        Other("\0\0\0\x01Bud1"u8, "macOS folder settings"),
        At(4, "Standard Jet DB"u8, ContentKind.Other, "database"),
        Other([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], "shortcut"),
    ];

    public static FileContent? Find(ReadOnlySpan<byte> bytes)
    {
        foreach (var signature in All)
        {
            if (bytes.Length > signature.Offset && bytes[signature.Offset..].StartsWith(signature.Bytes))
            {
                return new FileContent(signature.Kind, signature.What);
            }
        }

        // A PDF may begin with other bytes, as far as 1,024 in.
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return new FileContent(ContentKind.Unsafe, "PDF document");
        if (bytes.StartsWith("MZ"u8) && bytes.Length >= 64 && bytes[60..].Length > 4 && (bytes[62] | bytes[63]) == 0) return new FileContent(ContentKind.Other, "program");
        if (bytes.Length > 376 && bytes[0] == 0x47 && bytes[188] == 0x47 && bytes[376] == 0x47) return new FileContent(ContentKind.Other, "video");
        return null;
    }

    private static Signature Unsafe(ReadOnlySpan<byte> bytes, string what) => At(0, bytes, ContentKind.Unsafe, what);

    private static Signature Other(ReadOnlySpan<byte> bytes, string what) => At(0, bytes, ContentKind.Other, what);

    private static Signature At(int offset, ReadOnlySpan<byte> bytes, ContentKind kind, string what) => new(offset, bytes.ToArray(), kind, what);
}
