using System.Diagnostics;

namespace Fovea.Page.Tests;

/// <summary>The page's modules have tests of their own, in their own language.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task ThePagesOwnTests_Pass()
    {
        Assert.SkipWhen(NodeProgram.Path is null, NodeProgram.Reason);
        var tests = Directory.GetFiles(RepositoryRoot.File("tests", "Fovea.Web.Page"), "*.test.mjs");
        Assert.NotEmpty(tests);
        using var process = Process.Start(new ProcessStartInfo(NodeProgram.Path, ["--test", "--test-reporter=spec", .. tests])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await errors);
    }
}
