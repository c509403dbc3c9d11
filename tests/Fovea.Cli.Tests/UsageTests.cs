namespace Fovea.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("serch dog", "there is no command 'serch'; there are index, watch, search, similar, status, serve, models, inspect, completion.")]
    [InlineData("models", "say which: list, fetch, add, use, verify, optimize, convert, remove.")]
    [InlineData("models choose", "there is no command 'choose'; there are list, fetch, add, use, verify, optimize, convert, remove.")]
    [InlineData("search dog --poeple", "there is no option --poeple here. What starts with dashes and is no option goes behind --: fovea search -- --poeple")]
    [InlineData("status -x", "'-x' is not understood here.")]
    [InlineData("search dog -n 0", "-n needs a whole number from 1, not '0'.")]
    [InlineData("search dog -n many", "-n needs a whole number from 1, not 'many'.")]
    [InlineData("search dog --offset -1", "--offset needs a whole number from 0, not '-1'.")]
    [InlineData("inspect pixels a.png --out b.png --size 5000", "--size needs a whole number from 1 to 4096, not '5000'.")]
    [InlineData("inspect tokens", "give a text, or --jsonl for many on standard input")]
    [InlineData("inspect vector", "give a picture, or --text TEXT")]
    public async Task Command_TypedWrongly_SaysWhatIsWrong(string line, string message)
    {
        var result = (await _program.RunAsync(line.Split(' '))).Ends(2);

        Assert.Empty(result.Output);
        Assert.Equal($"fovea: {message}\nTry 'fovea --help', or '--help' after a command.", result.Error.ReplaceLineEndings("\n").Trim());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("search --help")]
    [InlineData("index -h")]
    [InlineData("models --help")]
    [InlineData("--version")]
    public async Task Help_IsOnStandardOutput(string line)
    {
        var result = (await _program.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Ends(0);

        Assert.NotEmpty(result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Search_WithoutText_NamesTheArgument()
    {
        var result = (await _program.RunAsync("search")).Ends(2);

        Assert.StartsWith("fovea: Required argument missing for command: 'search'.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_ThatIsAFile_IsAnErrorThatNamesIt()
    {
        var file = _program.Write("file", "x"u8);

        var result = (await _program.RunAsync("--home", file, "status")).Ends(2);

        Assert.StartsWith($"fovea: The catalog {Path.Combine(file, "catalog.db")} cannot be opened: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_Unknown_NamesWhatThereIs()
    {
        var result = (await _program.RunAsync("search", "dog", "--model", "none")).Ends(2);

        Assert.Equal("fovea: There is no model 'none': neither a folder nor one of starter. 'fovea models list' shows what there is.", result.Error.Trim());
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _fovea fovea")]
    [InlineData("zsh", "compdef _fovea fovea")]
    [InlineData("fish", "complete -c fovea")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName fovea")]
    public async Task Completion_OfAShell_IsItsScript(string shell, string text) =>
        Assert.Contains(text, (await _program.RunAsync("completion", shell)).Ends(0).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Completion_OfAnUnknownShell_NamesTheKnownOnes()
    {
        var result = (await _program.RunAsync("completion", "tcsh")).Ends(2);

        foreach (var shell in new[] { "bash", "zsh", "fish", "pwsh" }) Assert.Contains(shell, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_InBash_CompletesCommands()
    {
        var result = (await _program.ShellAsync("""
            command -v bash > /dev/null || exit 77
            fovea completion bash > completion.sh
            bash -c 'fovea() { "$0" "$@"; }; . ./completion.sh; COMP_LINE="fovea sea"; COMP_POINT=9; COMP_WORDS=(fovea sea); COMP_CWORD=1; _fovea; echo "${COMPREPLY[@]}"' "$PROGRAM"
            """.Replace("$PROGRAM", FoveaProgram.Path, StringComparison.Ordinal)));

        Assert.SkipWhen(result.ExitCode == 77, "needs bash");
        Assert.Equal("search", result.Ends(0).Output.Trim());
    }
}
