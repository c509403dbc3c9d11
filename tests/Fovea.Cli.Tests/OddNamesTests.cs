namespace Fovea.Cli.Tests;

/// <summary>File names that a line of text cannot hold: any bytes but NUL and the slash.</summary>
public sealed class OddNamesTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Search_NamesThatAreNotText_ComeBackByteForByte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system whose names are bytes");
        _program.Draw("picture.png", 200, 0, 0);
        var result = await _program.ShellAsync("""
            mv picture.png "$(printf 'new\nline \377.png')"
            fovea index . --quiet
            fovea search -0 red
            """);

        Assert.Equal([.. System.Text.Encoding.UTF8.GetBytes($"{_program.Folder}/new\nline "), 0xFF, .. ".png\0"u8], result.Ends(0).OutputBytes);

        var text = (await _program.RunAsync("search", "red")).Ends(0);
        Assert.EndsWith(@"new\nline \xFF.png", Assert.Single(text.Lines), StringComparison.Ordinal);
        var json = (await _program.RunAsync("search", "red", "--json")).Ends(0).Json.GetProperty("results")[0];
        Assert.EndsWith("new\nline \uFFFD.png", json.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal(result.OutputBytes[..^1], json.GetProperty("pathBytes").GetBytesFromBase64());
    }

    [Fact]
    public async Task Similar_NamesFromZero_CanBeGivenBack()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system whose names are bytes");
        _program.Draw("red.png", 200, 0, 0);
        _program.Draw("other.png", 0, 0, 200);

        var result = await _program.ShellAsync("""
            mkdir "$(printf 'f\377')" && mv red.png "$(printf 'f\377/\376\n.png')"
            fovea index "$(printf 'f\377')" . --quiet
            fovea search -0 red --in "$(printf 'f\377')" -q | xargs -0 -n 1 "$PROGRAM" similar --paths -q
            """.Replace("$PROGRAM", FoveaProgram.Path, StringComparison.Ordinal));

        Assert.Equal(_program["other.png"], result.Ends(0).Output.Trim());
    }

    [Fact]
    public async Task Failure_NameThatDrivesATerminal_IsShownHarmless()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        _program.Write("\u001b[31m.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);

        var result = (await _program.RunAsync("index", ".")).Ends(0);

        Assert.DoesNotContain('\u001b', result.Error);
        Assert.Contains(@"\x1B[31m.jpg", result.Error, StringComparison.Ordinal);
    }
}
