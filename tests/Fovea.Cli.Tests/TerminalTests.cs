using System.Text.RegularExpressions;

namespace Fovea.Cli.Tests;

/// <summary>What a person sees: the program on a pseudo-terminal that util-linux's <c>script</c> opens.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData(120)]
    [InlineData(50)]
    [InlineData(0)]
    public async Task FirstSearch_OnATerminal_CleansTheProgressAwayAndShowsShortLinks(int columns)
    {
        _program.DrawMany(40, "some");

        var raw = await OnTerminalAsync($"stty cols {columns}; fovea search colour --in . -n 3", "xterm-256color");

        Assert.Contains("\r\u001b[2K", raw, StringComparison.Ordinal);
        Assert.Contains($"\u001b]8;", raw, StringComparison.Ordinal);
        Assert.Contains($"file://{_program["some"]}/", raw, StringComparison.Ordinal);
        var seen = Screen(raw);
        Assert.StartsWith("Indexing ", seen[0], StringComparison.Ordinal);
        Assert.StartsWith("40 new, 0 changed, 0 moved", seen[1], StringComparison.Ordinal);
        Assert.All(seen[2..5], line => Assert.Matches(@"^-?0\.\d{3}  some/\d{4}\.png$", line));
        Assert.StartsWith("3 best of 40 photos in ", seen[5], StringComparison.Ordinal);
        Assert.All(Progress(raw), line => Assert.InRange(line.Length, 1, (columns == 0 ? 80 : columns) - 1));
    }

    [Theory]
    [InlineData("xterm-256color", "NO_COLOR=1")]
    [InlineData("dumb", "X=1")]
    public async Task Search_WithoutColours_WritesNoColoursAndNoLinks(string term, string variable)
    {
        _program.Draw("red.png", 220, 20, 20);
        (await _program.RunAsync("index", ".")).Ends(0);

        var raw = await OnTerminalAsync($"{variable} \"{FoveaProgram.Path}\" search red", term);

        // The runtime itself switches the keypad, which no reader sees.
        Assert.DoesNotContain("\u001b]8;", raw, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\x1B\[[0-9;]*m", raw);
        Assert.Matches(@"^-?0\.\d{3}  red\.png$", Screen(raw)[0]);
    }

    private async Task<string> OnTerminalAsync(string command, string term)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs util-linux's script");
        var line = command.Replace("fovea ", $"\"{FoveaProgram.Path}\" ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_program["..", "run.sh"], line, TestContext.Current.CancellationToken);
        return (await _program.ShellAsync($"TERM={term} script -qec 'sh ../run.sh' /dev/null")).Ends(0).Output;
    }

    // What is left on the screen: an erased line counts from what follows, other escapes are invisible.
    private static List<string> Screen(string raw) =>
        [.. raw.Split('\n').Select(line => Escape().Replace(line[(line.LastIndexOf("\u001b[2K", StringComparison.Ordinal) is >= 0 and var i ? i + 4 : 0)..], "").Trim('\r')).Where(line => line.Length > 0)];

    private static IEnumerable<string> Progress(string raw) =>
        raw.Split("\r\u001b[2K").Skip(1).SkipLast(1).Select(part => Escape().Replace(part, "").Trim('\r', '\n')).Where(part => part.Length > 0);

    [GeneratedRegex(@"\x1B\][^\x07\x1B]*(\x07|\x1B\\)|\x1B\[[0-9;?]*[A-Za-z]|\x1B[=>]")]
    private static partial Regex Escape();
}
