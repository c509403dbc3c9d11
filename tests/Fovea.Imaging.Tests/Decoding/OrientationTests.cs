using ImageMagick;

namespace Fovea.Imaging.Tests;

public class OrientationTests
{
    [Theory]
    [InlineData("Jpeg")]
    [InlineData("Png")]
    [InlineData("WebP")]
    [InlineData("Tiff")]
    public void Decode_TurnedPicture_IsMadeUprightByItsExif(string coder)
    {
        for (ushort orientation = 1; orientation <= 8; orientation++)
        {
            var photo = Decode.Photo("x", Pictures.Turned(Enum.Parse<MagickFormat>(coder), orientation), new PreprocessSpec { Width = 40, Height = 40, Mode = ResizeMode.Squash });
            using var tile = photo.Tile;
            Pictures.AssertUpright(tile);
            Assert.Equal((96, 64), (photo.Metadata.Width, photo.Metadata.Height));
        }
    }

    // The codecs of these formats turn the picture themselves; what EXIF says beside that must not turn it again.
    [Theory]
    [InlineData("Avif")]
    [InlineData("Jxl")]
    public void Decode_CodecThatTurnsItself_IsNotTurnedTwice(string coder)
    {
        using var upright = Pictures.Flag(96, 64);
        upright.SetProfile(new ExifProfile(new TiffWriter().Short(0x112, 6).ToBytes()));
        var photo = Decode.Photo("x", upright.ToByteArray(Enum.Parse<MagickFormat>(coder)), new PreprocessSpec { Width = 40, Height = 40, Mode = ResizeMode.Squash });
        using var tile = photo.Tile;
        Pictures.AssertUpright(tile);
        Assert.Equal((96, 64), (photo.Metadata.Width, photo.Metadata.Height));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(700)]
    public void Decode_OrientationThatDoesNotExist_IsUpright(int value)
    {
        using var tile = Decode.Photo("x.jpg", Pictures.Jpeg(64, 64, new TiffWriter().Short(0x112, value).ToBytes()), Decode.Square(32)).Tile;
        Pictures.AssertUpright(tile);
    }
}
