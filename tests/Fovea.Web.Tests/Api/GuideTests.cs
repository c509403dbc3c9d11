using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fovea.Web.Errors;

namespace Fovea.Web.Tests.Api;

/// <summary>docs/guide/api.md says what the API does: its commands run, and the answers it shows are of the shape that comes.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(RepositoryRoot.File("docs", "guide", "api.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task EveryCommand_Runs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        Assert.SkipUnless(await FindsAsync("bash", "--version") && await FindsAsync("curl", "--version"), "needs bash and curl");
        await using var api = await ApiServer.StartAsync();
        var home = Directory.CreateDirectory(api.Folder["person"]).FullName;
        var pictures = Path.Combine(TestHome.Path, "Pictures");
        Directory.CreateDirectory(Path.Combine(pictures, "sea"));
        File.WriteAllBytes(Path.Combine(pictures, "red.png"), TestPicture.Solid(220, 20, 20, 60, 40));
        File.WriteAllBytes(Path.Combine(pictures, "dark red.png"), TestPicture.Solid(120, 10, 10, 60, 40));
        File.WriteAllBytes(Path.Combine(pictures, "sea", "blue.png"), TestPicture.Solid(20, 20, 220, 60, 40));
        File.WriteAllBytes(Path.Combine(home, "dropped.png"), TestPicture.Solid(200, 30, 30));
        await File.WriteAllTextAsync(Path.Combine(home, "address"), api.Server.OpeningAddress.AbsoluteUri, TestContext.Current.CancellationToken);

        // One shell reads the guide from top to bottom. Every command that fails ends it, and says where.
        var blocks = Block("bash").ToList();
        Assert.InRange(blocks.Count, 12, 100);
        var script = "set -euo pipefail\n" + string.Concat(blocks.Select((block, i) => $"echo '#block {i}'\n{block}\n"));
        var (code, output, error) = await RunAsync("bash", ["-c", script], home);

        Assert.True(code == 0, $"exit code {code}\n{output}\n{error}");
        Assert.Contains("\n2 pages\n", output, StringComparison.Ordinal);
        Assert.Contains("FVL1", output, StringComparison.Ordinal);
        Assert.Contains("400 application/problem+json", output, StringComparison.Ordinal);
        Assert.Contains("event: index\nevent: library\n", output, StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(Path.Combine(home, "large.jpg"))[..3]);
        Assert.Equal([0xFF, 0xD8, 0xFF], File.ReadAllBytes(Path.Combine(home, "dropped.jpg"))[..3]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(pictures, "red.png")), File.ReadAllBytes(Path.Combine(home, "original.png")));
        Assert.True(File.Exists(Path.Combine(TestHome.Path, "Copies", "red.png")));
    }

    [Fact]
    public void EveryAnswer_HasTheShapeThatItShows()
    {
        string[] shapes = ["SessionAnswer", "LibraryAnswer", "SearchAnswer", "PhotoDetails", "Problem"];
        var document = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("docs", "guide", "openapi.json"))).RootElement;
        var answers = Block("json").ToList();

        Assert.Equal(shapes.Length, answers.Count);
        foreach (var (answer, shape) in answers.Zip(shapes))
        {
            using var json = JsonDocument.Parse(answer);
            ApiShapes.Committed.CheckValue(document.GetProperty("components").GetProperty("schemas").GetProperty(shape), json.RootElement, shape);
        }
    }

    [Fact]
    public void EveryError_IsInTheTableAndNoOther()
    {
        var rows = ErrorRow().Matches(Guide).Select(row => (int.Parse(row.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture), row.Groups["code"].Value));

        Assert.Equal(ApiErrors.All.Select(error => (error.Status, error.Code)), rows);
    }

    [Fact]
    public void EveryCall_IsInTheGuide()
    {
        var document = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("docs", "guide", "openapi.json"))).RootElement;
        string[] ofDevices = ["/devices", "/pair"];
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name["/api/v1".Length..]).Where(path => !ofDevices.Any(start => path.StartsWith(start, StringComparison.Ordinal)));

        Assert.All(paths, path => Assert.Matches(Regex.Replace(Regex.Escape(path).Replace("}", "\\}", StringComparison.Ordinal), @"\\\{\w+\\\}", @"(\{\w+\}|\$\w+)"), Guide));
    }

    private static IEnumerable<string> Block(string language) => Blocks().Matches(Guide).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value);

    private static async Task<bool> FindsAsync(string program, string argument)
    {
        try
        {
            return (await RunAsync(program, [argument], TestHome.Path)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_PROXY"] = "*";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| (?<status>\d{3}) \| `(?<code>[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();
}
