using System.Text;
using CsCheck;
using ImageMagick;

namespace Fovea.Imaging.Tests;

public class FormatSnifferTests
{
    public static TheoryData<string, PhotoFormat> Written => new()
    {
        { "Jpeg", PhotoFormat.Jpeg }, { "Png", PhotoFormat.Png }, { "Gif", PhotoFormat.Gif }, { "WebP", PhotoFormat.WebP }, { "Tiff", PhotoFormat.Tiff },
        { "Bmp", PhotoFormat.Bmp }, { "Avif", PhotoFormat.Avif }, { "Jxl", PhotoFormat.JpegXl }, { "Psd", PhotoFormat.Psd },
        { "Psb", PhotoFormat.Psd }, { "Jp2", PhotoFormat.Jpeg2000 }, { "J2c", PhotoFormat.Jpeg2000 }, { "Ppm", PhotoFormat.OtherRaster }, { "Pgm", PhotoFormat.OtherRaster },
        { "Pbm", PhotoFormat.OtherRaster }, { "Pam", PhotoFormat.OtherRaster }, { "Pfm", PhotoFormat.OtherRaster }, { "Ico", PhotoFormat.OtherRaster },
        { "Pcx", PhotoFormat.OtherRaster }, { "Sgi", PhotoFormat.OtherRaster }, { "Dds", PhotoFormat.OtherRaster }, { "Qoi", PhotoFormat.OtherRaster },
        { "Exr", PhotoFormat.OtherRaster }, { "Hdr", PhotoFormat.OtherRaster }, { "Sun", PhotoFormat.OtherRaster }, { "Fits", PhotoFormat.OtherRaster },
        { "Farbfeld", PhotoFormat.OtherRaster }, { "Jng", PhotoFormat.OtherRaster },
    };

    // The name says nothing: a format is found by content and decoded by the coder for that content.
    [Theory]
    [MemberData(nameof(Written))]
    public void Decode_EveryFormatWithoutAName_IsFoundByContent(string coder, PhotoFormat expected)
    {
        var bytes = Pictures.Encode(64, 48, Enum.Parse<MagickFormat>(coder));
        Assert.Equal(expected, FormatSniffer.Sniff("", bytes).Format);
        var photo = Decode.Photo("something", bytes, new PreprocessSpec { Width = 32, Height = 32, Mode = ResizeMode.Squash });
        using var tile = photo.Tile;
        Assert.Equal((expected, 64, 48), (photo.Metadata.Format, photo.Metadata.Width, photo.Metadata.Height));
        if (coder is not ("Pgm" or "Pbm" or "Fits")) Pictures.AssertUpright(tile);
    }

    [Fact]
    public void Decode_Targa_NeedsItsName()
    {
        var bytes = Pictures.Encode(64, 48, MagickFormat.Tga);
        using var tile = Decode.Photo("a.tga", bytes).Tile;
        Assert.Equal(PhotoFailureKind.UnknownFormat, Decode.Failure("a.unknown", bytes).Kind);
    }

    [Theory]
    [InlineData("heic", PhotoFormat.Heif)]
    [InlineData("heix", PhotoFormat.Heif)]
    [InlineData("hevc", PhotoFormat.Heif)]
    [InlineData("mif1", PhotoFormat.Heif)]
    [InlineData("msf1", PhotoFormat.Heif)]
    [InlineData("avif", PhotoFormat.Avif)]
    [InlineData("avis", PhotoFormat.Avif)]
    [InlineData("crx ", PhotoFormat.Raw)]
    [InlineData("isom", PhotoFormat.Unknown)]
    [InlineData("qt  ", PhotoFormat.Unknown)]
    public void Sniff_IsoMedia_GoesByBrand(string brand, PhotoFormat expected)
    {
        var content = FormatSniffer.Sniff("x", Ftyp(brand));
        Assert.Equal(expected, content.Format);
        if (expected == PhotoFormat.Unknown) Assert.Equal((ContentKind.Other, "video"), (content.Kind, content.What));
    }

    [Fact]
    public void Sniff_GeneralHeifBrand_GoesByTheBrandsAfterIt()
    {
        Assert.Equal(PhotoFormat.Avif, FormatSniffer.Sniff("x", Ftyp("mif1", "miaf", "avif")).Format);
        Assert.Equal(PhotoFormat.Heif, FormatSniffer.Sniff("x", Ftyp("mif1", "heic", "hevc")).Format);
    }

    [Fact]
    public void Sniff_RawByMark_IsRaw()
    {
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("x", "FUJIFILMCCD-RAW 0201FF"u8).Format);
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("x", "IIRO\x08\0\0\0\0\0\0\0\0\0\0\0\0"u8).Format);
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("x", "IIU\0\x08\0\0\0\0\0\0\0\0\0\0\0\0"u8).Format);
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("x", new TiffWriter().Ascii(0x10F, "Canon").ToBytes("CR\x02\0\0\0\0\0")).Format);
        Assert.Equal("DNG", FormatSniffer.Sniff("x", new TiffWriter().Bytes(0xC612, 1, 4, 0, 0).ToBytes()).What);
    }

    [Fact]
    public void Sniff_TiffOfACamera_IsRawOnlyWithSensorValues()
    {
        var exported = new TiffWriter().Ascii(0x10F, "NIKON CORPORATION").Short(0x106, 2).ToBytes();
        var raw = new TiffWriter().Ascii(0x10F, "NIKON CORPORATION").Directory(0x14A, d => d.Short(0x106, 32803)).ToBytes();
        Assert.Equal(PhotoFormat.Tiff, FormatSniffer.Sniff("a.tif", exported).Format);
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("a.tif", raw).Format);
    }

    [Fact]
    public void Sniff_TiffThatCouldBeEither_GoesByItsName()
    {
        var thumbnailFirst = new TiffWriter().Ascii(0x10F, "Imaginary").Long(0xFE, 1).ToBytes();
        Assert.Equal(PhotoFormat.Raw, FormatSniffer.Sniff("a.NEF", thumbnailFirst).Format);
        Assert.Equal(PhotoFormat.Tiff, FormatSniffer.Sniff("a.tif", thumbnailFirst).Format);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- hello -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ContentKind.Unsafe, "SVG drawing")]
    [InlineData("  \n<svg width=\"1\"/>", ContentKind.Unsafe, "SVG drawing")]
    [InlineData("%!PS-Adobe-3.0 EPSF-3.0", ContentKind.Unsafe, "PostScript document")]
    [InlineData("%PDF-1.7", ContentKind.Unsafe, "PDF document")]
    [InlineData("push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://example.org/x.jpg'", ContentKind.Unsafe, "ImageMagick drawing (MVG)")]
    [InlineData("<?xml version=\"1.0\"?>\n<msl><read filename=\"/etc/passwd\"/></msl>", ContentKind.Unsafe, "ImageMagick script")]
    [InlineData("<!DOCTYPE html><html></html>", ContentKind.Markup, "HTML page")]
    [InlineData("<?xml version=\"1.0\"?><a/>", ContentKind.Markup, "XML document")]
    [InlineData("#!/bin/sh\nrm -rf /", ContentKind.Markup, "script")]
    [InlineData("BM is how this sentence begins.", ContentKind.Other, "text")]
    [InlineData("Grüße aus Köln", ContentKind.Other, "text")]
    public void Sniff_Text_IsNamedForWhatItIs(string text, ContentKind kind, string what)
    {
        var content = FormatSniffer.Sniff("x", Encoding.UTF8.GetBytes(text));
        Assert.Equal((kind, what), (content.Kind, content.What));
        Assert.Equal((kind, what), Sniffed(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray(), kind, what));
    }

    [Fact]
    public void Sniff_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 200].Sample(bytes => { _ = FormatSniffer.Sniff("x.tga", bytes); }, iter: 3000);

    [Fact]
    public void Sniff_AnyBytesBehindATiffHeader_NeverThrows() =>
        Gen.Select(Gen.OneOf(Gen.Const("II*\0\x08\0\0\0"), Gen.Const("MM\0*\0\0\0\x08"), Gen.Const("II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0")), Gen.Byte.Array[0, 300])
            .Sample((header, bytes) => { _ = FormatSniffer.Sniff("x.nef", [.. Encoding.Latin1.GetBytes(header), .. bytes]); }, iter: 3000);

    // A signature that stands in the first bytes is not looked for behind a mark of UTF-16.
    private static (ContentKind, string) Sniffed(byte[] utf16, ContentKind kind, string what) =>
        what is "PDF document" ? (kind, what) : (FormatSniffer.Sniff("x", utf16).Kind, FormatSniffer.Sniff("x", utf16).What);

    private static byte[] Ftyp(string major, params string[] compatible)
    {
        byte[] brands = Encoding.ASCII.GetBytes(major + "\0\0\0\0" + string.Concat(compatible));
        return [0, 0, 0, (byte)(8 + brands.Length), .. "ftyp"u8, .. brands, 0, 0, 0, 0];
    }
}
