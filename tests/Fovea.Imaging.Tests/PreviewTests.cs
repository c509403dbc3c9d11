using ImageMagick;

namespace Fovea.Imaging.Tests;

public class PreviewTests
{
    [Theory]
    [InlineData(PictureFormat.Png, MagickFormat.Png)]
    [InlineData(PictureFormat.Jpeg, MagickFormat.Jpeg)]
    public void Make_APhoto_IsUprightAndNoLongerThanAsked(PictureFormat encoding, MagickFormat format)
    {
        var jpeg = Pictures.Jpeg(300, 200, new TiffWriter().Short(0x112, 6).ToBytes());
        var preview = Assert.IsType<PhotoPreview.Made>(new MagickPictureRenderer(new DecodeLimits()).Preview(new PhotoSource("x.jpg", jpeg), ThumbnailSpec.Within(90), encoding, TestContext.Current.CancellationToken));
        using var image = new MagickImage(preview.Bytes.Span);
        Assert.Equal((60u, 90u, 60, 90, format), (image.Width, image.Height, preview.Width, preview.Height, image.Format));
    }

    [Theory]
    [InlineData("x.jpg", "text", "named .jpg but is text")]
    [InlineData("x.txt", "text", "is text, no photo")]
    public void Make_NoPhoto_SaysWhy(string name, string content, string reason)
    {
        var preview = new MagickPictureRenderer(new DecodeLimits()).Preview(new PhotoSource(name, System.Text.Encoding.ASCII.GetBytes(content)), ThumbnailSpec.Within(90), PictureFormat.Png, TestContext.Current.CancellationToken);
        Assert.Equal(new PhotoPreview.Failed(new PhotoFailure(PhotoFailureKind.UnknownFormat, reason)), preview);
    }

    [Fact]
    public void Preview_Sixel_IsADeviceControlString()
    {
        var renderer = new MagickPictureRenderer(new DecodeLimits());
        var sixel = Assert.IsType<PhotoPreview.Made>(renderer.Preview(
            new PhotoSource("x.jpg", Pictures.Jpeg(300, 200)), ThumbnailSpec.Within(90), PictureFormat.Sixel, TestContext.Current.CancellationToken)).Bytes.Span;
        Assert.Equal("\u001bP"u8, sixel[..2]);
        Assert.Equal("\u001b\\"u8, sixel[^2..]);
    }

    [Fact]
    public void Encode_Png_KeepsEveryPixel()
    {
        using var tile = new PixelTile(7, 5);
        new Random(3).NextBytes(tile.Pixels);
        using var image = new MagickImage(PictureWriter.Encode(tile, PictureFormat.Png));
        using var pixels = image.GetPixels();
        Assert.True(tile.Pixels.SequenceEqual(pixels.ToByteArray(PixelMapping.RGB)));
    }
}
