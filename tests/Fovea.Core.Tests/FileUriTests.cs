namespace Fovea.Core.Tests;

public sealed class FileUriTests
{
    [Fact]
    public void Of_AnyName_IsPercentEncodedByteForByte()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths of other systems");

        Assert.Equal("file:///a%20b/%C3%A9%FF%25.jpg", FileUri.Of(PathText.FromBytes([.. "/a b/é"u8, 0xFF, .. "%.jpg"u8])));
    }

    [Fact]
    public void Encode_CharactersWithAMeaningInUris_AreEscaped() =>
        Assert.Equal("a%3Ab%3F%23%5B%27%22%2C%0A/-._~Z9", FileUri.Encode("a:b?#['\",\n/-._~Z9"));
}
