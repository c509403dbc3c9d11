using CsCheck;
using Fovea.Testing;
using ImageMagick;

namespace Fovea.Imaging.Tests;

public class DamageTests
{
    [Fact]
    public void Decode_JpegCutOffEarly_SaysAfterHowManyRows()
    {
        var jpeg = Noise(640, 480, MagickFormat.Jpeg);
        var failure = Decode.Failure("x.jpg", jpeg.AsMemory(0, jpeg.Length / 4));
        Assert.Equal(PhotoFailureKind.Corrupt, failure.Kind);
        Assert.Matches("^cut off after [0-9]+ of 480 rows$", failure.Reason);
    }

    [Fact]
    public void Decode_JpegWhoseDataEndsBeforeItsHeaderSays_SaysAfterHowManyRows()
    {
        var jpeg = Noise(640, 480, MagickFormat.Jpeg);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6]) = (4800 >> 8, 4800 & 255);
        Assert.Matches("^cut off after 4[0-9][0-9] of 4,800 rows$", Decode.Failure("x.jpg", jpeg).Reason);
    }

    [Fact]
    public void Decode_JpegThatLacksItsLastRows_IsAPhoto()
    {
        var jpeg = Noise(640, 480, MagickFormat.Jpeg);
        using var tile = Decode.Photo("x.jpg", jpeg.AsMemory(0, jpeg.Length * 95 / 100)).Tile;
    }

    [Fact]
    public void Decode_JpegWithBytesBehindItsEnd_IsAPhoto()
    {
        byte[] jpeg = [.. Noise(64, 64, MagickFormat.Jpeg), .. new byte[5000]];
        using var tile = Decode.Photo("x.jpg", jpeg).Tile;
    }

    [Theory]
    [InlineData("Png")]
    [InlineData("WebP")]
    [InlineData("Tiff")]
    [InlineData("Jp2")]
    [InlineData("Avif")]
    [InlineData("Jxl")]
    [InlineData("Bmp")]
    public void Decode_OtherFormatsCutInHalf_AreCorruptInPlainWords(string coder)
    {
        var bytes = Noise(320, 240, Enum.Parse<MagickFormat>(coder));
        var outcome = Decode.Bytes("x", bytes.AsMemory(0, bytes.Length / 2));
        if (outcome is PhotoOutcome.Decoded shown)
        {
            // JPEG 2000 and JPEG XL keep a coarse form of the whole picture in their first half.
            shown.Tile.Dispose();
            Assert.Contains(coder, (string[])["Jp2", "Jxl"]);
            return;
        }

        var failure = Assert.IsType<PhotoOutcome.Failed>(outcome).Failure;
        Assert.Equal(PhotoFailureKind.Corrupt, failure.Kind);
        Assert.Matches("^the [A-Z][A-Za-z0-9 ]+ data is (damaged|cut off or damaged)$", failure.Reason);
    }

    // Whatever one wrong byte does to a codec, it is an outcome.
    [Theory]
    [InlineData("Jpeg")]
    [InlineData("Png")]
    [InlineData("Gif")]
    [InlineData("WebP")]
    [InlineData("Tiff")]
    [InlineData("Bmp")]
    [InlineData("Psd")]
    [InlineData("Jp2")]
    public void Decode_AnyDamage_IsAnOutcome(string coder)
    {
        var original = Noise(40, 30, Enum.Parse<MagickFormat>(coder));
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte, Gen.Int[0, original.Length - 1], Gen.Int[1, original.Length]).Sample((at, value, other, length) =>
        {
            var damaged = original[..length];
            if (at < length) damaged[at] = value;
            if (other < length) damaged[other] ^= 0x55;
            if (Decode.Bytes("x.jpg", damaged, Decode.Square(16)) is PhotoOutcome.Decoded decoded) decoded.Tile.Dispose();
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Sniff_TiffCutAnywhere_IsStillATiff()
    {
        var original = Noise(20, 15, MagickFormat.Tiff);
        for (var length = 16; length <= original.Length; length++)
        {
            Assert.Equal(PhotoFormat.Tiff, FormatSniffer.Sniff("x.tif", original.AsSpan(0, length)).Format);
        }
    }

    [Fact]
    public void Decode_DamagedExif_NeverCostsThePhoto() =>
        Gen.Byte.Array[0, 120].Sample(noise =>
        {
            byte[] exif = [.. new TiffWriter().Ascii(0x10F, "Maker").Directory(0x8769, d => d.Ascii(0x9003, "2019:07:21 18:03:55")).ToBytes()];
            for (var i = 0; i < noise.Length; i += 2) exif[8 + (noise[i] % (exif.Length - 8))] = noise[Math.Min(i + 1, noise.Length - 1)];
            using var tile = Decode.Photo("x.jpg", Pictures.Jpeg(16, 16, exif), Decode.Square(8)).Tile;
        }, iter: 100, threads: 1);

    [Fact]
    public void Decode_TestPicture_IsExact()
    {
        using var tile = Decode.Photo("x.png", TestPicture.Solid(1, 2, 3)).Tile;
        Assert.Equal(((byte)1, (byte)2, (byte)3), Pixels.At(tile, 100, 100));
    }

    private static byte[] Noise(int width, int height, MagickFormat coder)
    {
        _ = Decode.Decoder;
        var random = new Random(7);
        using var image = new MagickImage(TestPicture.Png(width, height, (_, _) => ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256))));
        image.Quality = 80;
        return image.ToByteArray(coder);
    }
}
