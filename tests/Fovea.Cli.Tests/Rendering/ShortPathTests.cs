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
}
