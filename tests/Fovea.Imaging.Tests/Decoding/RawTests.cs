namespace Fovea.Imaging.Tests;

/// <summary>RAW files of a test's own making: a maker's directories around a preview, as cameras lay them out.</summary>
public class RawTests
{
    private static readonly PreprocessSpec Small = new() { Width = 32, Height = 32, Mode = ResizeMode.Squash };

    [Fact]
    public void Decode_Cr2_ShowsThePreviewAndKnowsTheFullSize()
    {
        var raw = new TiffWriter()
            .Ascii(0x10F, "Canon").Ascii(0x110, "Canon EOS 7D").Long(0x100, 5184).Long(0x101, 3456)
            .Directory(0x8769, d => d.Ascii(0x9003, "2012:05:06 07:08:09"))
            .ToBytes("CR\x02\0\0\0\0\0");
        var photo = Decode.Photo("a.cr2", (byte[])[.. raw, .. Pictures.Jpeg(16, 12), .. new byte[99], .. Pictures.Jpeg(96, 64), .. Pictures.Jpeg(48, 32)], Small);
        using var tile = photo.Tile;
        Pictures.AssertUpright(tile);
        Assert.Equal((PhotoFormat.Raw, 5184, 3456, "Canon EOS 7D"), (photo.Metadata.Format, photo.Metadata.Width, photo.Metadata.Height, photo.Metadata.CameraModel));
        Assert.Equal(new DateTime(2012, 5, 6, 7, 8, 9), photo.Metadata.TakenAt?.Local);
    }

    [Fact]
    public void Decode_RawWithSeveralPreviews_ShowsTheSmallestThatWillDo()
    {
        using var white = new ImageMagick.MagickImage(ImageMagick.MagickColors.White, 360, 240);
        using var bars = new ImageMagick.MagickImage(ImageMagick.MagickColors.Black, 320, 240);
        var raw = new TiffWriter().Ascii(0x10F, "Canon").ToBytes("CR\x02\0\0\0\0\0");
        byte[] file =
        [
            .. raw, .. bars.ToByteArray(ImageMagick.MagickFormat.Jpeg), .. Pictures.Jpeg(150, 100), .. white.ToByteArray(ImageMagick.MagickFormat.Jpeg),
            .. Pictures.Jpeg(1500, 1000),
        ];
        var photo = Decode.Photo("a.cr2", file);
        using var tile = photo.Tile;
        Assert.Equal((255, 255, 255), Pixels.At(tile, 112, 112));
        Assert.Equal((1500, 1000), (photo.Metadata.Width, photo.Metadata.Height));
    }

    [Fact]
    public void Decode_TurnedRaw_TurnsThePreviewUnlessItSaysOtherwise()
    {
        var sideways = new TiffWriter().Ascii(0x10F, "Canon").Short(0x112, 8).Long(0x100, 5184).Long(0x101, 3456).ToBytes("CR\x02\0\0\0\0\0");
        using var flag = Pictures.Flag(96, 64);
        flag.Rotate(90);
        flag.Quality = 95;

        var turned = Decode.Photo("a.cr2", (byte[])[.. sideways, .. flag.ToByteArray(ImageMagick.MagickFormat.Jpeg)], Small);
        using var tile = turned.Tile;
        Pictures.AssertUpright(tile);
        Assert.Equal((3456, 5184), (turned.Metadata.Width, turned.Metadata.Height));

        // This preview was stored upright, and says so itself.
        using var own = Decode.Photo("a.cr2", (byte[])[.. sideways, .. Pictures.Jpeg(96, 64, new TiffWriter().Short(0x112, 1).ToBytes())], Small).Tile;
        Pictures.AssertUpright(own);
    }

    [Fact]
    public void Decode_Cr3_ReadsCanonsBoxes()
    {
        byte[] Box(string name, byte[] content) => [0, 0, 0, (byte)(content.Length + 8), .. System.Text.Encoding.ASCII.GetBytes(name), .. content];
        byte[] head = [0, 0, 0, 0x18, .. "ftypcrx \0\0\0\x01"u8, .. "crx isom"u8];
        var photo = Decode.Photo(
            "a.cr3",
            (byte[])[.. head, .. Box("CMT1", new TiffWriter().Ascii(0x110, "Canon EOS R").Short(0x100, 6720).Short(0x101, 4480).ToBytes()), .. Box("CMT2", new TiffWriter().Ascii(0x9003, "2018:09:10 11:12:13").Ascii(0xA434, "RF35mm").ToBytes()), .. Pictures.Jpeg(96, 64)],
            Small);
        photo.Tile.Dispose();
        Assert.Equal(("Canon EOS R", "RF35mm", 6720), (photo.Metadata.CameraModel, photo.Metadata.Lens, photo.Metadata.Width));
        Assert.Equal(new DateTime(2018, 9, 10, 11, 12, 13), photo.Metadata.TakenAt?.Local);
    }

    [Fact]
    public void Decode_Raf_UsesThePreviewsOwnExif()
    {
        var exif = new TiffWriter().Ascii(0x10F, "FUJIFILM").Ascii(0x110, "X-T3").ToBytes();
        var photo = Decode.Photo("a.raf", (byte[])[.. "FUJIFILMCCD-RAW 0201FF383501X-T3"u8, .. new byte[60], .. Pictures.Jpeg(96, 64, exif)], Small);
        using var tile = photo.Tile;
        Pictures.AssertUpright(tile);
        Assert.Equal((PhotoFormat.Raw, "X-T3"), (photo.Metadata.Format, photo.Metadata.CameraModel));
    }

    // The sensor's own values, as an uncompressed Bayer DNG without any preview: LibRaw renders it.
    [Fact]
    public void Decode_DngWithoutPreview_IsRendered()
    {
        const int Side = 64;
        var samples = new byte[Side * Side * 2];
        for (var i = 0; i < Side * Side; i++)
        {
            // Red only: the samples of the Bayer pattern RGGB at even rows and columns.
            var value = i % 2 == 0 && i / Side % 2 == 0 ? 60000 : 2000;
            (samples[2 * i], samples[(2 * i) + 1]) = ((byte)value, (byte)(value >> 8));
        }

        TiffWriter Directory(uint offset) => new TiffWriter()
            .Long(0xFE, 0).Long(0x100, Side).Long(0x101, Side).Short(0x102, 16).Short(0x103, 1).Short(0x106, 32803)
            .Ascii(0x10F, "Maker").Ascii(0x110, "Model").Long(0x111, offset).Short(0x112, 1).Short(0x115, 1).Long(0x116, Side).Long(0x117, (uint)samples.Length)
            .Short(0x828D, 2, 2).Bytes(0x828E, 0, 1, 1, 2).Bytes(0xC612, 1, 4, 0, 0).Ascii(0xC614, "Maker Model").Long(0xC61D, 65535)
            .Rational(0xC628, (1, 1), (1, 1), (1, 1));
        var length = Directory(0).ToBytes().Length;
        var photo = Decode.Photo("a.dng", (byte[])[.. Directory((uint)length).ToBytes(), .. samples], Small);
        using var tile = photo.Tile;
        var (red, green, blue) = Pixels.At(tile, 16, 16);
        Assert.True(red > green + 40 && red > blue + 40, $"red expected, got {red} {green} {blue}");
    }

    [Fact]
    public void Decode_RawWithNothingToShow_Fails()
    {
        var failure = Decode.Failure("a.cr2", new TiffWriter().Ascii(0x10F, "Canon").ToBytes("CR\x02\0\0\0\0\0"));
        Assert.Contains("Canon RAW", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFind_LosslessAndUnfinishedStreams_AreNotPreviews()
    {
        var whole = Pictures.Jpeg(48, 32);
        var large = Pictures.Jpeg(96, 64);
        var lossless = (byte[])large.Clone();
        lossless[lossless.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = 0xC3;
        Assert.True(RawPreview.TryFind((byte[])[.. lossless, .. whole, .. large.AsSpan(0, large.Length - 2)], (_, _, _, _) => false, out var preview, out var header, out _));
        Assert.Equal((48, 32), (header.Width, header.Height));
        Assert.True(preview.Span.SequenceEqual(whole));
    }

    [Fact]
    public void TryFind_ManyFalseStarts_EndsSoon()
    {
        var starts = new byte[3 << 20];
        for (var i = 0; i + 3 < starts.Length; i += 4) (starts[i], starts[i + 1], starts[i + 2], starts[i + 3]) = (0xFF, 0xD8, 0xFF, 0xD8);
        Assert.False(RawPreview.TryFind(starts, (_, _, _, _) => false, out _, out _, out _));
    }
}
