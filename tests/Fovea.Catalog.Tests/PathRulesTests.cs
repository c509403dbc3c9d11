namespace Fovea.Catalog.Tests;

public sealed class PathRulesTests
{
    [Fact]
    public void Key_OnLinux_IsTheBytes()
    {
        Assert.Equal("a/\uFFFD"u8.ToArray(), PathRules.Linux.Key("a/\uFFFD"));
        Assert.Equal([(byte)'a', 0xFF], PathRules.Linux.Key("a\uDCFF"));
        Assert.NotEqual(PathRules.Linux.Key("é"), PathRules.Linux.Key("e\u0301"));
    }

    [Fact]
    public void Key_OnMac_IgnoresNormalisationOnly()
    {
        Assert.Equal(PathRules.Mac.Key("é/e\u0301"), PathRules.Mac.Key("e\u0301/é"));
        Assert.Equal(PathRules.Mac.Key("é\uDCFFe\u0301"), PathRules.Mac.Key("e\u0301\uDCFFé"));
        Assert.NotEqual(PathRules.Mac.Key("a"), PathRules.Mac.Key("A"));
    }

    [Fact]
    public void Key_OnWindows_IgnoresCaseAndTheKindOfSeparator()
    {
        Assert.Equal(PathRules.Windows.Key(@"C:\Fotos\É.JPG"), PathRules.Windows.Key("c:/fotos/é.jpg"));
        Assert.NotEqual(PathRules.Windows.Key("é"), PathRules.Windows.Key("e\u0301"));
        Assert.Equal(@"C:\x.jpg", PathRules.Windows.Join(@"C:\", "x.jpg"));
        Assert.Equal(@"C:\a\x.jpg", PathRules.Windows.Join(@"C:\a", "x.jpg"));
    }

    [Theory]
    [InlineData("/", "/a/b", "a/b/")]
    [InlineData("/a", "/a/b", "b/")]
    [InlineData("/e\u0301", "/é/b/c", "b/c/")]
    public void Below_FolderInFolder_IsTheRestWithItsOwnSpelling(string outer, string inner, string expected) =>
        Assert.Equal(expected, PathRules.Mac.Below(outer, inner));

    [Fact]
    public void EndOf_Prefix_IsTheFirstKeyBehindIt()
    {
        var end = PathRules.EndOf(PathRules.Linux.PrefixOf("/a/b"u8));

        Assert.Equal("/a/b0"u8.ToArray(), end);
    }
}
