namespace Fovea.Cli.Tests;

/// <summary><c>fovea watch</c>, and what another process sees of it.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Watch_PhotosThatComeMoveAndGo_AreKnownToOtherProcesses()
    {
        _program.Draw("red.png", 220, 20, 20);
        using var watching = _program.Start("watch", ".");
        await watching.UntilSaysAsync("1 new, 0 changed");

        _program.Draw("sub/blue.png", 20, 20, 220);
        await watching.UntilSaysAsync("1 new, 0 changed, 0 moved, 0 removed, 0 failed, 0 offline in 0");
        await UntilFoundAsync("sub/blue.png");
        File.Move(_program["sub", "blue.png"], _program["moved.png"]);
        await watching.UntilSaysAsync("0 new, 0 changed, 1 moved");
        File.Delete(_program["moved.png"]);
        await watching.UntilSaysAsync("0 new, 0 changed, 0 moved, 1 removed");

        watching.Signal("TERM");
        var result = (await watching.WaitAsync()).Ends(130);
        Assert.StartsWith($"Watching {_program.Folder}. Ctrl-C ends it.", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("No longer watching. What is done is kept.", result.Error.Trim(), StringComparison.Ordinal);
        Assert.Equal([_program["red.png"]], (await _program.RunAsync("search", "colour", "--paths")).Ends(0).Lines);
    }

    [Fact]
    public async Task Watch_EmptyLibrary_SaysWhatToDo()
    {
        var result = (await _program.RunAsync("watch")).Ends(2);

        Assert.Contains("the library has no folders yet. Name one", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_Watching_FindsWhatComes()
    {
        _program.Draw("red.png", 220, 20, 20);
        (await _program.RunAsync("index", ".")).Ends(0);
        using var serving = _program.Start("serve", "--port", "0", "--watch", "--quiet");
        await serving.UntilPrintsAsync("token=");

        _program.Draw("sub/blue.png", 20, 20, 220);
        await UntilFoundAsync("sub/blue.png");

        serving.Signal("TERM");
        (await serving.WaitAsync()).Ends(0);
        Assert.Contains("contradict", (await _program.RunAsync("serve", "--watch", "--no-index")).Ends(2).Error, StringComparison.Ordinal);
    }

    private async Task UntilFoundAsync(string path)
    {
        while (!(await _program.RunAsync("search", "colour", "--paths")).Ends(0).Lines.Contains(_program[path])) await Task.Delay(50, TestContext.Current.CancellationToken);
    }
}
