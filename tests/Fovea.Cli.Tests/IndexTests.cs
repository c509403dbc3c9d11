namespace Fovea.Cli.Tests;

public sealed class IndexTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Index_BadFile_IsNamedWithItsReasonAndTheExitCodeIsZero()
    {
        _program.Draw("good.png", 1, 2, 3);
        var bad = _program.Write("bad.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);

        var result = (await _program.RunAsync("index", _program.Folder)).Ends(0);

        Assert.Matches($"^failed: {System.Text.RegularExpressions.Regex.Escape(bad)}: .+", result.Error);
        Assert.Contains("1 new, 0 changed, 0 moved, 0 removed, 1 failed, 0 offline in ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Index_Json_IsOneDocumentOfTheDocumentedShape()
    {
        _program.Draw("good.png", 1, 2, 3);
        var bad = _program.Write("bad.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 1, 2, 3]);

        var json = (await _program.RunAsync("index", ".", "--json")).Ends(0).Json;

        Assert.Equal(
            ["new", "changed", "moved", "removed", "unchanged", "notPhotos", "offline", "failedBefore", "seconds", "photosPerSecond", "failed", "notRead"],
            json.EnumerateObject().Select(p => p.Name));
        var failure = Assert.Single(json.GetProperty("failed").EnumerateArray());
        Assert.Equal(["path", "kind", "reason"], failure.EnumerateObject().Select(p => p.Name));
        Assert.Equal(bad, failure.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Index_Again_CountsWhatChanged()
    {
        foreach (var n in Enumerable.Range(0, 8)) _program.Draw($"{n}.png", (byte)(n * 30), 0, 0);
        (await _program.RunAsync("index", ".")).Ends(0);
        _program.Write("0.png", TestPicture.Solid(9, 9, 9, note: "another"));
        File.Move(_program["1.png"], _program["moved.png"]);
        File.Delete(_program["2.png"]);
        _program.Draw("new.png", 7, 7, 7);

        var result = (await _program.RunAsync("index")).Ends(0);

        Assert.StartsWith("1 new, 1 changed, 1 moved, 1 removed, 0 failed, 0 offline in ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_MostPhotosGone_KeepsThemUntilToldToPrune()
    {
        foreach (var n in Enumerable.Range(0, 4)) _program.Draw($"{n}.png", (byte)(n * 30), 0, 0);
        (await _program.RunAsync("index", ".")).Ends(0);
        foreach (var n in Enumerable.Range(0, 3)) File.Delete(_program[$"{n}.png"]);

        var kept = (await _program.RunAsync("index")).Ends(0);
        var pruned = (await _program.RunAsync("index", "--prune")).Ends(0);

        Assert.Contains($"kept: 3 of 4 photos under {_program.Folder} are gone; if that is meant, run 'fovea index --prune'", kept.Error, StringComparison.Ordinal);
        Assert.Contains("0 removed, 0 failed, 3 offline", kept.Error, StringComparison.Ordinal);
        Assert.Contains("3 removed, 0 failed, 0 offline", pruned.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_Forget_TakesTheFolderOutAndLeavesTheFiles()
    {
        var photo = _program.Draw("red.png", 220, 20, 20);
        (await _program.RunAsync("index", ".")).Ends(0);

        var forgotten = (await _program.RunAsync("index", "--forget", "./")).Ends(0);

        Assert.Equal($"No longer part of the library: {_program.Folder}", forgotten.Error.Trim());
        Assert.True(File.Exists(photo));
        (await _program.RunAsync("search", "red")).Ends(1);
        var again = (await _program.RunAsync("index", "--forget", ".")).Ends(2);
        Assert.Equal($"fovea: {_program.Folder} is not a folder of the library. 'fovea status' lists them.", again.Error.Trim());
    }

    [Fact]
    public async Task Index_WithoutAnyFolder_SaysHowToNameOne()
    {
        var result = (await _program.RunAsync("index")).Ends(2);

        Assert.StartsWith("fovea: the library has no folders yet. Name one: fovea index ~/Pictures", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_AFile_SaysToNameItsFolder()
    {
        var photo = _program.Draw("red.png", 220, 20, 20);

        Assert.Equal($"fovea: {photo} is a file. Name the folder that it lies in.", (await _program.RunAsync("index", photo)).Ends(2).Error.Trim());
        Assert.Empty((await _program.RunAsync("status", "--json")).Json.GetProperty("roots").EnumerateArray());
    }

    [Fact]
    public async Task Index_Quiet_SaysNothing()
    {
        _program.Draw("red.png", 220, 20, 20);

        var result = (await _program.RunAsync("index", ".", "--quiet")).Ends(0);

        Assert.Empty(result.Output + result.Error);
    }

    [Fact]
    public async Task Index_FolderThatIsAway_KeepsItsPhotosSearchable()
    {
        _program.Draw(Path.Combine("drive", "red.png"), 220, 20, 20);
        (await _program.RunAsync("index", "drive")).Ends(0);
        Directory.Move(_program["drive"], _program["away"]);

        var result = (await _program.RunAsync("index")).Ends(0);
        var found = (await _program.RunAsync("search", "red", "--in", "drive")).Ends(0);

        Assert.Contains($"offline: {_program["drive"]} is away or empty; its photos stay searchable", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("offline", Assert.Single(found.Lines), StringComparison.Ordinal);
    }
}
