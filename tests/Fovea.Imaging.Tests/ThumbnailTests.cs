using ImageMagick;

namespace Fovea.Imaging.Tests;

public class ThumbnailTests
{
    private static readonly PreprocessSpec Squash = new() { Width = 224, Height = 224, Mode = ResizeMode.Squash };

    [Theory]
    [InlineData(4000, 3000)]
    [InlineData(2049, 3087)]
    [InlineData(2048, 6161)]
    [InlineData(3600, 600)]
    [InlineData(640, 480)]
    [InlineData(257, 1999)]
    [InlineData(100, 80)]
    public void Decode_WithAThumbnail_GivesTheSameTileToTheBit(int width, int height)
    {
        var jpeg = Noise(width, height);
        foreach (var spec in new[] { Decode.Clip, Decode.Square(128), Decode.Square(336), Squash })
        {
            using var without = Decode.Photo("x.jpg", jpeg, spec).Tile;
            using var with = Photo(jpeg, spec).Tile;
            Assert.True(without.Pixels.SequenceEqual(with.Pixels), $"{width} × {height} to {spec.Width}");
        }
    }

    [Theory]
    [InlineData(4000, 3000, 341, 256)]
    [InlineData(3000, 4000, 256, 341)]
    [InlineData(4000, 600, 768, 115)]
    [InlineData(256, 256, 256, 256)]
    [InlineData(100, 80, 100, 80)]
    [InlineData(1500, 4, 768, 2)]
    [InlineData(300, 200, 300, 200)]
    public void Thumbnail_OfAnySize_FitsAndIsNeverEnlarged(int width, int height, int expectedWidth, int expectedHeight)
    {
        var thumbnail = Photo(Pictures.Jpeg(width, height)).Thumbnail!;
        using var image = new MagickImage(thumbnail.Jpeg.Span);
        Assert.Equal(((uint)expectedWidth, (uint)expectedHeight), (image.Width, image.Height));
        Assert.Equal((expectedWidth, expectedHeight), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public void Thumbnail_OfEveryOrientation_IsUpright()
    {
        for (ushort orientation = 1; orientation <= 8; orientation++)
        {
            var thumbnail = Photo(Pictures.Turned(MagickFormat.Jpeg, orientation)).Thumbnail!;
            using var tile = ToTile(thumbnail.Jpeg);
            Assert.Equal((96, 64), (tile.Width, tile.Height));
            Pictures.AssertUpright(tile);
        }
    }

    [Fact]
    public void Thumbnail_OfATransparentPicture_IsOnWhite()
    {
        _ = Decode.Decoder;
        using var clear = new MagickImage(MagickColors.Transparent, 64, 48);
        var thumbnail = Photo(clear.ToByteArray(MagickFormat.Png32)).Thumbnail!;
        using var tile = ToTile(thumbnail.Jpeg);
        Pictures.AssertClose((255, 255, 255), Pixels.At(tile, 32, 24), 2);
        Assert.Equal(0xFFFFFF, thumbnail.Colour);
    }

    [Fact]
    public void Thumbnail_OfAPhotoWithMetadata_HasNone()
    {
        var thumbnail = Photo(Pictures.Jpeg(300, 200, new TiffWriter().Short(0x112, 6).ToBytes())).Thumbnail!;
        using var image = new MagickImage(thumbnail.Jpeg.Span);
        Assert.Empty(image.ProfileNames);
        Assert.Equal(ImageMagick.Orientation.Undefined, image.Orientation);
        Assert.Null(image.Comment);
    }

    [Fact]
    public void Colour_OfAPicture_IsTheMeanOfItsPixels()
    {
        var png = Fovea.Testing.TestPicture.Png(64, 48, (x, _) => x < 32 ? ((byte)200, (byte)0, (byte)10) : ((byte)100, (byte)50, (byte)10));
        Assert.Equal((150 << 16) | (25 << 8) | 10, Photo(png).Thumbnail!.Colour);
    }

    // CLIP was trained on the stored numbers, people see what they mean.
    [Fact]
    public void Thumbnail_OfAWideGamutPicture_IsConvertedAndTheTileIsNot()
    {
        _ = Decode.Decoder;
        using var image = new MagickImage(MagickColor.FromRgb(60, 160, 60), 64, 48);
        image.SetProfile(ColorProfiles.AdobeRGB1998);
        var photo = Photo(image.ToByteArray(MagickFormat.Png24), Decode.Square(32));
        using var tile = photo.Tile;
        using var shown = ToTile(photo.Thumbnail!.Jpeg);
        Pictures.AssertClose((60, 160, 60), Pixels.At(tile, 16, 16), 0);
        Assert.InRange(Pixels.At(shown, 32, 24).R, 0, 30);
    }

    [Fact]
    public void Thumbnail_OfAPictureWithADamagedProfile_IsLeftAsStored()
    {
        _ = Decode.Decoder;
        using var image = new MagickImage(MagickColor.FromRgb(60, 160, 60), 64, 48);
        var jpeg = image.ToByteArray(MagickFormat.Jpeg);
        var damaged = ColorProfiles.AdobeRGB1998.ToByteArray()!;
        damaged.AsSpan(128).Fill(0xA5);
        byte[] segment = [.. "ICC_PROFILE\0"u8, 1, 1, .. damaged];
        jpeg = [0xFF, 0xD8, 0xFF, 0xE2, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2), .. segment, .. jpeg.AsSpan(2)];
        using var shown = ToTile(Photo(jpeg).Thumbnail!.Jpeg);
        Pictures.AssertClose((60, 160, 60), Pixels.At(shown, 32, 24), 4);
    }

    private static PhotoOutcome.Decoded Photo(byte[] bytes, PreprocessSpec? spec = null) => Assert.IsType<PhotoOutcome.Decoded>(
        Decode.Decoder.Decode(new PhotoSource("x", bytes), spec ?? Decode.Clip, ThumbnailSpec.Default, TestContext.Current.CancellationToken));

    private static byte[] Noise(int width, int height)
    {
        _ = Decode.Decoder;
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)((i / 7) ^ (i / (width * 3)) ^ (i % 3 * 40));
        using var image = new MagickImage();
        image.ReadPixels(pixels, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        image.Quality = 90;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    private static PixelTile ToTile(ReadOnlyMemory<byte> jpeg)
    {
        using var image = new MagickImage(jpeg.Span);
        using var pixels = image.GetPixels();
        var tile = new PixelTile((int)image.Width, (int)image.Height);
        pixels.ToByteArray(PixelMapping.RGB).CopyTo(tile.Pixels);
        return tile;
    }
}
