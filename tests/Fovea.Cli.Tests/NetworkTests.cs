namespace Fovea.Cli.Tests;

public sealed class NetworkTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task IndexAndSearch_WithoutAnyNetwork_Work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's network namespaces");
        var allowed = await _program.ShellAsync("unshare -rn true");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a network namespace of its own: {allowed.Error.Trim()}");
        _program.Draw("red.png", 220, 20, 20);

        var result = (await _program.ShellAsync($"unshare -rn \"{FoveaProgram.Path}\" search red --in . --paths")).Ends(0);

        Assert.Equal([_program["red.png"]], result.Lines);
    }
}
