using System.Text;
using Fovea.Cli.Rendering;

namespace Fovea.Cli.Tests.Rendering;

public sealed class TerminalPicturesTests
{
    [Theory]
    [InlineData("TERM=xterm-kitty", "kitty")]
    [InlineData("TERM=xterm-256color;KITTY_WINDOW_ID=1", "kitty")]
    [InlineData("TERM=xterm-ghostty", "kitty")]
    [InlineData("TERM_PROGRAM=iTerm.app;TERM=xterm-256color", "iterm2")]
    [InlineData("TERM_PROGRAM=WezTerm", "iterm2")]
    [InlineData("TERM_PROGRAM=vscode", "iterm2")]
    [InlineData("WT_SESSION=0", "sixel")]
    [InlineData("TERM=foot", "sixel")]
    [InlineData("TERM=xterm-sixel", "sixel")]
    [InlineData("TERM=xterm-256color", null)]
    [InlineData("TERM=dumb;KITTY_WINDOW_ID=", null)]
    [InlineData("", null)]
    public void Detect_Environment_TellsTheProtocol(string environment, string? protocol)
    {
        var variables = environment.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(protocol, TerminalPictures.Detect(variables.GetValueOrDefault));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(10_000)]
    public void Show_Kitty_SendsTheWholePictureInMarkedChunks(int size)
    {
        var picture = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();

        var text = Show("kitty", picture, PictureFormat.Png);

        var chunks = text.TrimEnd('\n').Split("\u001b\\", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(chunks, chunk => Assert.StartsWith("\u001b_G", chunk, StringComparison.Ordinal));
        var parts = chunks.Select(chunk => chunk[3..].Split(';')).ToList();
        Assert.StartsWith("a=T,f=100,q=2,m=", parts[0][0], StringComparison.Ordinal);
        Assert.All(parts.SkipLast(1), part => Assert.EndsWith("m=1", part[0], StringComparison.Ordinal));
        Assert.EndsWith("m=0", parts[^1][0], StringComparison.Ordinal);
        Assert.All(parts, part => Assert.InRange(part[1].Length, 1, 4096));
        Assert.Equal(picture, Convert.FromBase64String(string.Concat(parts.Select(part => part[1]))));
    }

    [Fact]
    public void Show_ITerm2_SendsOneInlineFile() =>
        Assert.Equal("\u001b]1337;File=inline=1;size=3:AQID\a\n", Show("iterm2", [1, 2, 3], PictureFormat.Png));

    [Fact]
    public void Show_Sixel_SendsTheRenderersBytes() =>
        Assert.Equal("\u001bPq...\u001b\\\n", Show("sixel", Encoding.ASCII.GetBytes("\u001bPq...\u001b\\"), PictureFormat.Sixel));

    [Fact]
    public void Show_PhotoThatIsAway_IsNothing() =>
        Assert.Empty(TerminalPictures.Create("kitty", new FakeRenderer([1], PictureFormat.Png))!.Show("/none/photo.png", TestContext.Current.CancellationToken));

    private static string Show(string protocol, byte[] picture, PictureFormat format)
    {
        using var folder = new TempFolder();
        var photo = folder.Write("photo.png", TestPicture.Solid(1, 2, 3));
        return Encoding.ASCII.GetString(TerminalPictures.Create(protocol, new FakeRenderer(picture, format))!.Show(photo, TestContext.Current.CancellationToken));
    }

    private sealed class FakeRenderer(byte[] picture, PictureFormat expected) : IPictureRenderer
    {
        public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
        {
            Assert.Equal(expected, format);
            return new PhotoPreview.Made(picture, 1, 1);
        }

        public byte[] ToPng(PixelTile tile) => throw new NotSupportedException();
    }
}
