namespace Fovea.Cli.Tests;

/// <summary>A folder that is not in the library yet, searched with one command.</summary>
public sealed class FirstSearchTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Search_InANewFolder_IndexesItFirst()
    {
        _program.Draw("red.png", 220, 20, 20);

        var first = (await _program.RunAsync("search", "red", "--paths", "--in", ".")).Ends(0);
        var second = (await _program.RunAsync("search", "red", "--paths", "--in", ".")).Ends(0);

        Assert.Equal([_program["red.png"]], first.Lines);
        Assert.StartsWith($"Indexing {_program.Folder} first …", first.Error, StringComparison.Ordinal);
        Assert.Matches(@"\n1 new, 0 changed, 0 moved, 0 removed, 0 failed, 0 offline in \d+\.\d s \(\d+ photos/s\)", first.Error);
        Assert.Equal(first.Output, second.Output);
        Assert.Empty(second.Error);
    }

    [Fact]
    public async Task Search_InAFolderJustPutBelowAKnownOne_IndexesThatFolder()
    {
        _program.Draw("red.png", 220, 20, 20);
        (await _program.RunAsync("index", ".")).Ends(0);
        _program.Draw(Path.Combine("new", "blue.png"), 20, 20, 220);
        _program.Draw(Path.Combine("other", "green.png"), 20, 220, 20);

        var result = (await _program.RunAsync("search", "blue", "--paths", "--in", "new")).Ends(0);

        Assert.Equal([_program["new", "blue.png"]], result.Lines);
        Assert.Equal(2, (await _program.RunAsync("status", "--json")).Json.GetProperty("indexed").GetInt32());
        Assert.Single((await _program.RunAsync("status", "--json")).Json.GetProperty("roots").EnumerateArray());
    }

    [Fact]
    public async Task Search_InHomeBehindAnEqualsSign_UnderstandsTheTilde()
    {
        _program.Draw("red.png", 220, 20, 20);

        Assert.Equal([_program["red.png"]], (await _program.RunAsync("search", "red", "--paths", "--in=~/photos")).Ends(0).Lines);
    }

    [Fact]
    public async Task Search_InAnEmptyFolder_FindsNothing()
    {
        var result = (await _program.RunAsync("search", "red", "--in", ".")).Ends(1);

        Assert.Contains("No photo is indexed yet. Run: fovea index", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_InTheDataFolder_IsRefused()
    {
        var result = (await _program.RunAsync("search", "red", "--in", _program.Home)).Ends(2);

        Assert.Contains($"{_program.Home} is Fovea's own data folder, which is never indexed.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_OptionWithTilde_IsTheUsersFolder()
    {
        (await _program.RunAsync("status", "--home=~/elsewhere")).Ends(0);

        Assert.True(File.Exists(_program["..", "elsewhere", "catalog.db"]));
    }
}
