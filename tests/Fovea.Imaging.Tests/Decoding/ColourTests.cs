using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>Every way of storing colour comes out as plain RGB.</summary>
public class ColourTests
{
    [Theory]
    [InlineData("Tiff", ColorSpace.CMYK)]
    [InlineData("Jpeg", ColorSpace.CMYK)]
    [InlineData("Tiff", ColorSpace.Lab)]
    [InlineData("Tiff", ColorSpace.YCbCr)]
    [InlineData("Psd", ColorSpace.CMYK)]
    [InlineData("Psd", ColorSpace.Lab)]
    public void Decode_OtherColourSpaces_BecomeRgb(string coder, ColorSpace space)
    {
        using var tile = Decode.Photo("x", Pictures.Encode(64, 48, Enum.Parse<MagickFormat>(coder), image => image.ColorSpace = space), Squash(16)).Tile;
        Pictures.AssertUpright(tile);
    }

    [Theory]
    [InlineData("Png", 16)]
    [InlineData("Tiff", 16)]
    [InlineData("Tiff", 32)]
    public void Decode_DeepSamples_AreScaledNotClipped(string coder, int depth)
    {
        using var tile = Decode.Photo("x", Pictures.Encode(64, 48, Enum.Parse<MagickFormat>(coder), image => image.Depth = (uint)depth), Squash(16)).Tile;
        Pictures.AssertUpright(tile);
    }

    [Theory]
    [InlineData(ColorType.Palette)]
    [InlineData(ColorType.TrueColor)]
    public void Decode_Png_PaletteOrNot_IsTheSame(ColorType type)
    {
        using var tile = Decode.Photo("x", Pictures.Encode(64, 48, MagickFormat.Png, image => image.ColorType = type), Squash(16)).Tile;
        Pictures.AssertUpright(tile);
    }

    [Fact]
    public void Decode_Bilevel_IsBlackAndWhite()
    {
        var bytes = Pictures.Encode(64, 64, MagickFormat.Tiff, image =>
        {
            image.Threshold(new Percentage(50));
            image.ColorType = ColorType.Bilevel;
            image.Settings.Compression = CompressionMethod.Group4;
        });
        using var tile = Decode.Photo("x", bytes, Decode.Square(64)).Tile;
        Assert.False(tile.Pixels.ContainsAnyExcept((byte)0, (byte)255));
    }

    [Theory]
    [InlineData("Png")]
    [InlineData("WebP")]
    [InlineData("Gif")]
    [InlineData("Tiff")]
    public void Decode_Transparent_IsOnWhite(string coder)
    {
        _ = Decode.Decoder;
        using var image = new MagickImage(MagickColors.Transparent, 32, 32);
        using var tile = Decode.Photo("x", image.ToByteArray(Enum.Parse<MagickFormat>(coder)), Decode.Square(8)).Tile;
        Assert.False(tile.Pixels.ContainsAnyExcept((byte)255));
    }

    [Fact]
    public void Decode_HalfTransparentGrey_IsMixedWithWhite()
    {
        _ = Decode.Decoder;
        using var image = new MagickImage(new MagickColor(0, 0, 0, 128), 8, 8);
        using var tile = Decode.Photo("x", image.ToByteArray(MagickFormat.Png), Decode.Square(8)).Tile;
        Assert.False(tile.Pixels.ContainsAnyExcept((byte)127));
    }

    [Theory]
    [InlineData("Gif")]
    [InlineData("Tiff")]
    [InlineData("WebP")]
    public void Decode_SeveralFrames_TakesTheFirst(string coder)
    {
        using var frames = new MagickImageCollection { Pictures.Flag(64, 48), new MagickImage(MagickColors.Black, 64, 48) };
        using var tile = Decode.Photo("x", frames.ToByteArray(Enum.Parse<MagickFormat>(coder)), Squash(16)).Tile;
        Pictures.AssertUpright(tile);
    }

    private static PreprocessSpec Squash(int size) => new() { Width = size, Height = size, Mode = ResizeMode.Squash };
}
