using Fovea.Cli.Rendering;

namespace Fovea.Cli.Tests.Rendering;

public sealed class ShortPathTests
{
    [Theory]
    [InlineData("/home/ann/Pictures/a.jpg", "/home/ann/Pictures", "a.jpg")]
    [InlineData("/home/ann/Pictures/a.jpg", "/home/ann/Music", "~/Pictures/a.jpg")]
    [InlineData("/home/anna/a.jpg", "/home/ann", "/home/anna/a.jpg")]
    [InlineData("/mnt/a.jpg", "/", "/mnt/a.jpg")]
    [InlineData("/mnt/-a.jpg", "/mnt", "./-a.jpg")]
    [InlineData("/mnt/a\nb.jpg", "/mnt", @"a\nb.jpg")]
    public void Of_Path_IsTheShortestThatCanBeCopied(string path, string current, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths of other systems");

        Assert.Equal(expected, ShortPath.Of(path, current, "/home/ann"));
    }

    [Fact]
    public void ToUri_AnyName_IsPercentEncodedByteForByte()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths of other systems");

        Assert.Equal("file:///a%20b/%C3%A9%FF%25.jpg", ShortPath.ToUri(PathText.FromBytes([.. "/a b/é"u8, 0xFF, .. "%.jpg"u8])));
    }
}
