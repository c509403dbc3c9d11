using CsCheck;
using Fovea.Testing;
using ImageMagick;

namespace Fovea.Imaging.Tests;

public class ProgressiveScansTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(4, 2.5)]
    public void For_AScale_LeavesOutScansThatItDoesNotShow(int divisor, double tolerance)
    {
        var jpeg = Progressive(1600, 1200);
        var less = ProgressiveScans.For(jpeg, divisor);
        Assert.True(less.Length < jpeg.Length, $"{less.Length} of {jpeg.Length} bytes");
        Assert.InRange(Pixels.MeanError(At(less, divisor), At(jpeg, divisor)), 0, tolerance);
    }

    [Fact]
    public void For_FullScaleOrSequential_IsTheFile()
    {
        var jpeg = Progressive(320, 240);
        Assert.Equal(jpeg.Length, ProgressiveScans.For(jpeg, 1).Length);
        var sequential = Pictures.Jpeg(320, 240);
        Assert.Equal(sequential.Length, ProgressiveScans.For(sequential, 8).Length);
    }

    [Fact]
    public void For_CutOff_IsTheFile()
    {
        var jpeg = Progressive(320, 240);
        for (var length = 0; length < jpeg.Length - 2; length += 7) Assert.Equal(length, ProgressiveScans.For(jpeg.AsMemory(0, length), 8).Length);
    }

    [Fact]
    public void For_AnyBytesChanged_NeverThrowsAndNeverGrows()
    {
        var whole = Progressive(64, 48);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 700], Gen.Byte, Gen.Bool).Sample(
            (first, value, second, other, isEighth) =>
            {
                var bytes = (byte[])whole.Clone();
                bytes[first] = value;
                bytes[Math.Min(second, bytes.Length - 1)] = other;
                return ProgressiveScans.For(bytes, isEighth ? 8 : 4).Length <= bytes.Length;
            },
            iter: 20_000);
    }

    [Fact]
    public void Decode_LargeProgressive_IsNearlyTheWhole()
    {
        var jpeg = Progressive(2400, 1800);
        var full = new MagickPhotoDecoder(new DecodeLimits { UseShortcuts = false }).Decode(new PhotoSource("a.jpg", jpeg), Decode.Clip, null, TestContext.Current.CancellationToken);
        using var expected = Assert.IsType<PhotoOutcome.Decoded>(full).Tile;
        using var tile = Decode.Photo("a.jpg", jpeg).Tile;
        Assert.InRange(Pixels.MeanError(tile.Pixels, expected.Pixels), 0, 3);
    }

    private static byte[] Progressive(int width, int height)
    {
        var png = TestPicture.Png(width, height, (x, y) => ((byte)(128 + (100 * Math.Sin(x / 17.0))), (byte)(128 + (100 * Math.Sin((x + y) / 29.0))), (byte)((x * y / 64) & 255)));
        using var image = new MagickImage(png);
        image.Quality = 90;
        image.Settings.Interlace = Interlace.Jpeg;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    private static byte[] At(ReadOnlyMemory<byte> jpeg, int divisor)
    {
        Assert.True(JpegHeader.TryRead(jpeg.Span, out var header));
        using var image = MagickPicture.Read(jpeg.Span, MagickFormat.Jpeg, JpegScale.Size(header.Width, header.Height, divisor), new StopSignal(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None), out _);
        Assert.Equal((uint)(header.Width / divisor), image.Width);
        using var pixels = image.GetPixels();
        return pixels.ToByteArray(PixelMapping.RGB)!;
    }
}
