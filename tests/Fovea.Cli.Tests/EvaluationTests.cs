using System.Diagnostics;
using System.Text.Json;

namespace Fovea.Cli.Tests;

/// <summary>The program that measures retrieval.</summary>
public sealed class EvaluationTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fovea-eval.exe" : "fovea-eval");

    [Fact]
    public async Task Evaluation_OfATinyFolder_RanksEveryCaptionBothWays()
    {
        using var folder = new TempFolder();
        folder.Write("red.png", TestPicture.Solid(220, 20, 20));
        folder.Write("blue.png", TestPicture.Solid(20, 20, 220));
        folder.Write("captions.tsv", "red.png\tall red\n\nblue.png\tall blue\nblue.png\tthe sea\nnone.png\tnot there\n"u8);

        var (exitCode, output, error) = await RunAsync(folder.Path, "--json");

        Assert.True(exitCode == 0, error);
        var json = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.Equal(2, json.GetProperty("photos").GetInt32());
        Assert.Equal(3, json.GetProperty("captions").GetInt32());
        Assert.Equal(1, json.GetProperty("missing").GetInt32());
        foreach (var way in new[] { "textToImage", "imageToText" })
        {
            Assert.Equal(100, json.GetProperty(way).GetProperty("at5").GetDouble());
            Assert.InRange(json.GetProperty(way).GetProperty("medianRank").GetDouble(), 1, 2);
        }
    }

    [Fact]
    public async Task Evaluation_LineWithoutATab_IsNamed()
    {
        using var folder = new TempFolder();
        folder.Write("captions.tsv", "a.png\tone\nb.png two\n"u8);

        var (exitCode, _, error) = await RunAsync(folder.Path);

        Assert.Equal(2, exitCode);
        Assert.Equal($"fovea-eval: Line 2 of {folder["captions.tsv"]} has no tab between path and caption.", error.Trim());
    }

    [Fact]
    public async Task Evaluation_WithoutCaptions_SaysWhichFileIsMissing()
    {
        using var folder = new TempFolder();

        var (exitCode, _, error) = await RunAsync(folder.Path);

        Assert.Equal(2, exitCode);
        Assert.Contains(folder["captions.tsv"], error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluation_OfThousandPhotos_GivesTheFiguresOfTheModelCard()
    {
        var photos = SharedFiles.Find("photos", "flickr8k-test");
        Assert.SkipUnless(photos is not null, SharedFiles.Reason);

        var (exitCode, output, error) = await RunAsync(photos, "--json");

        Assert.True(exitCode == 0, error);
        var json = JsonSerializer.Deserialize<JsonElement>(output);
        AssertRecall([13.7, 35.5, 48.0], json.GetProperty("textToImage"));
        AssertRecall([17.8, 41.7, 54.9], json.GetProperty("imageToText"));
        Assert.Equal(11, json.GetProperty("textToImage").GetProperty("medianRank").GetDouble());
    }

    private static void AssertRecall(double[] expected, JsonElement actual)
    {
        Assert.Equal(expected[0], actual.GetProperty("at1").GetDouble(), 0.5);
        Assert.Equal(expected[1], actual.GetProperty("at5").GetDouble(), 0.5);
        Assert.Equal(expected[2], actual.GetProperty("at10").GetDouble(), 0.5);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var running = RunningCommand.Start(new ProcessStartInfo(Program, args), input: null);
        var result = await running.WaitAsync();
        return (result.ExitCode, result.Output, result.Error);
    }
}
