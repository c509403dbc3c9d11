using System.Text;
using CsCheck;

namespace Fovea.Core.Tests;

public sealed class PathTextTests
{
    private static readonly Gen<byte[]> AnyName = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.String[0, 20].Select(Encoding.UTF8.GetBytes),
        Gen.OneOf<byte>(0xC3, 0xA9, 0xED, 0xA0, 0x80, 0xF0, 0x9F, 0x90, 0x95, 0xFF, (byte)'a').Array[0, 20]);

    private static readonly Gen<string> AnyString = Gen.Char.Array[0, 30].Select(c => new string(c));

    [Fact]
    public void FromBytes_AnyBytes_GivesThemBack() =>
        AnyName.Sample(bytes => Assert.Equal(bytes, PathText.ToBytes(PathText.FromBytes(bytes))), iter: 5_000);

    [Fact]
    public void FromBytes_DifferentNames_HaveDifferentTexts() =>
        Gen.Select(AnyName, AnyName).Sample((a, b) => Assert.Equal(a.AsSpan().SequenceEqual(b), PathText.FromBytes(a) == PathText.FromBytes(b)), iter: 5_000);

    [Fact]
    public void ToBytes_WellFormedText_IsUtf8AndComesBack() => AnyString.Where(s => !PathText.HasInvalidText(s)).Sample(text =>
    {
        Assert.Equal(Encoding.UTF8.GetBytes(text), PathText.ToBytes(text));
        Assert.Equal(text, PathText.FromBytes(PathText.ToBytes(text)));
    });

    [Fact]
    public void ToBytes_AnyString_NeverThrows() => AnyString.Sample(text => _ = PathText.ToBytes(text));

    [Fact]
    public void FromBytes_BytesThatAreNotUtf8_BecomeOneLoneSurrogateEach()
    {
        var text = PathText.FromBytes([(byte)'a', 0xE9, (byte)'b', 0xED, 0xA0, 0x80]);

        Assert.Equal("a\uDCE9b\uDCED\uDCA0\uDC80", text);
        Assert.True(PathText.HasInvalidText(text));
    }

    [Fact]
    public void ToBytes_LoneSurrogateOfWindows_IsThreeBytes() =>
        Assert.Equal(new byte[] { 0xED, 0xA0, 0x80, (byte)'x' }, PathText.ToBytes("\uD800x"));

    [Fact]
    public void HasInvalidText_AnyString_IsWhatStrictUtf8Refuses() => AnyString.Sample(text =>
    {
        var strict = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
        Assert.Equal(Record.Exception(() => strict.GetBytes(text)) is not null, PathText.HasInvalidText(text));
    });

    [Theory]
    [InlineData("Sommer 2019/Größe.jpg", "Sommer 2019/Größe.jpg")]
    [InlineData("🐕 כלב.jpg", "🐕 כלב.jpg")]
    [InlineData("a\nb\rc\td", "a\\nb\\rc\\td")]
    [InlineData("a\u001B[31mb\u0085", "a\\x1B[31mb\\x85")]
    [InlineData("photo\u202Egpj.exe", "photo\\u202Egpj.exe")]
    [InlineData("a\u2028b\u2066c", "a\\u2028b\\u2066c")]
    public void ToDisplay_AnyPath_ShowsWhatCouldMislead(string path, string shown) => Assert.Equal(shown, PathText.ToDisplay(path));

    [Fact]
    public void ToDisplay_BytesThatAreNotText_AreShownAsHexadecimal()
    {
        Assert.Equal("a\\xE9\\xFFb", PathText.ToDisplay(PathText.FromBytes([(byte)'a', 0xE9, 0xFF, (byte)'b'])));
        Assert.Equal("\\xD800", PathText.ToDisplay("\uD800"));
    }

    [Fact]
    public void ToDisplay_AnyString_IsWellFormedWithoutControlCharacters() => AnyString.Sample(text =>
    {
        var shown = PathText.ToDisplay(text);
        Assert.False(PathText.HasInvalidText(shown));
        Assert.DoesNotContain(shown, char.IsControl);
        Assert.DoesNotContain(shown, c => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');
    });
}
