namespace Fovea.Cli.Tests;

public sealed class RawArgumentsTests
{
    [Fact]
    public void Match_CommandLine_GivesEachInvalidByteBack() =>
        Assert.Equal(
            ["similar", PathText.FromBytes([(byte)'a', 0xFF]), ""],
            RawArguments.Match(["similar", "a\uFFFD", ""], [.. "dotnet\0fovea.dll\0similar\0a"u8, 0xFF, .. "\0\0"u8]));

    [Fact]
    public void Match_CommandLineThatIsTooShort_LeavesTheArguments() =>
        Assert.Equal(["a", "b"], RawArguments.Match(["a", "b"], "fovea\0"u8));
}
