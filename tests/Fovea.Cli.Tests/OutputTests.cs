namespace Fovea.Cli.Tests;

/// <summary>Standard output that is closed, full or read by others.</summary>
public sealed class OutputTests(IndexedLibrary library) : IClassFixture<IndexedLibrary>
{
    private readonly FoveaProgram _program = library.Program;

    [Theory]
    [InlineData("search colour")]
    [InlineData("search -0 colour")]
    [InlineData("search --json colour")]
    [InlineData("status --json")]
    [InlineData("--help")]
    public async Task Pipe_ThatIsClosedByItsReader_IsQuiet(string command)
    {
        var result = await _program.ShellAsync($"{{ fovea {command} --quiet; echo $? >&2; }} | head -c 1 > /dev/null");

        Assert.Equal("0", result.Error.Trim());
    }

    [Theory]
    [InlineData("search colour")]
    [InlineData("search --paths colour")]
    [InlineData("status")]
    [InlineData("models list")]
    [InlineData("--help")]
    public async Task Output_ThatWasNeverOpen_IsQuiet(string command)
    {
        var result = (await _program.ShellAsync($"fovea {command} --quiet >&-")).Ends(0);

        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Output_ThatIsFull_IsAnError()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");

        var result = (await _program.ShellAsync("fovea search --quiet colour > /dev/full")).Ends(2);

        Assert.Matches(@"^fovea: standard output could not be written: No space left on device.*\. Free some space or write to another place\.\s*$", result.Error);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task StandardError_ThatCannotBeWritten_DoesNotSpoilTheResults(string redirection)
    {
        var result = (await _program.ShellAsync($"fovea search colour {redirection}")).Ends(0);

        Assert.Equal(5, result.Lines.Length);
    }

    [Fact]
    public async Task Output_ThatIsRedirected_HasNoEscapes() =>
        Assert.DoesNotContain('\u001b', (await _program.RunAsync("search", "colour")).Ends(0).Output);
}
