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

    [Fact]
    public async Task IndexAndSearch_LeaveNothingOutsideTheDataFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the runtime of the models notes nothing in files there");
        _program.Draw("red.png", 220, 20, 20);

        (await _program.RunAsync("search", "red", "--in", ".")).Ends(0);

        // ONNX Runtime's telemetry kept what it was to send in ~/.cache/Microsoft.
        var left = Directory.EnumerateFileSystemEntries(Path.GetFullPath(_program[".."])).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["home", "photos"], left);
    }

    [Fact]
    public async Task IndexAndSearch_OpenNoSocketOfTheNetwork()
    {
        var traces = await _program.ShellAsync("strace -V > /dev/null && strace -f true");
        Assert.SkipUnless(traces.ExitCode == 0, "needs strace");
        _program.Draw("red.png", 220, 20, 20);

        (await _program.ShellAsync($"strace -f -o ../trace -e trace=socket,connect \"{FoveaProgram.Path}\" search red --in .")).Ends(0);

        var calls = await File.ReadAllTextAsync(_program["..", "trace"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("AF_INET", calls, StringComparison.Ordinal);
    }
}
