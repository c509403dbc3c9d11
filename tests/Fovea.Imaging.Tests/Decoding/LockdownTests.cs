using System.Text;
using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>The second line of defence: even when a dangerous coder is named, ImageMagick refuses to run it.</summary>
public class LockdownTests
{
    [Theory]
    [InlineData("Svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")]
    [InlineData("Mvg", "viewbox 0 0 1 1 fill red rectangle 0,0 1,1")]
    [InlineData("Msl", "<msl><image/></msl>")]
    [InlineData("Pdf", "%PDF-1.4")]
    [InlineData("Eps", "%!PS-Adobe-3.0 EPSF-3.0\nshowpage")]
    [InlineData("Txt", "hello")]
    [InlineData("Xpm", "/* XPM */")]
    public void Read_CoderThatIsNotOnTheList_IsNotAuthorized(string coder, string content)
    {
        var settings = new MagickReadSettings { Format = Enum.Parse<MagickFormat>(coder), Width = 1, Height = 1 };
        using var image = new MagickImage();
        Assert.ThrowsAny<MagickException>(() => image.Read(Encoding.ASCII.GetBytes(content), settings));
    }

    [Theory]
    [InlineData("caption:hello")]
    [InlineData("label:@/etc/passwd")]
    [InlineData("https://127.0.0.1:1/x.png")]
    [InlineData("ephemeral:/tmp/x")]
    public void Read_PseudoFile_IsNotAuthorized(string name)
    {
        using var image = new MagickImage();
        Assert.ThrowsAny<MagickException>(() => image.Read(name, new MagickReadSettings { Width = 1, Height = 1 }));
    }
}
