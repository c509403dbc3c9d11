namespace Fovea.Cli.Tests;

public sealed class SimilarTests(IndexedLibrary library) : IClassFixture<IndexedLibrary>
{
    private readonly FoveaProgram _program = library.Program;

    [Fact]
    public async Task Similar_PhotoOfTheLibrary_IsNotPartOfItsOwnAnswer()
    {
        var result = (await _program.RunAsync("similar", "red.png", "--paths")).Ends(0);

        Assert.Equal(4, result.Lines.Length);
        Assert.DoesNotContain(_program["red.png"], result.Lines);
    }

    [Fact]
    public async Task Similar_FileOutsideTheLibrary_FindsItsLikes()
    {
        using var elsewhere = new TempFolder();
        var copy = elsewhere.Write("copy.png", TestPicture.Solid(220, 20, 20, note: "a copy"));

        var json = (await _program.RunAsync("similar", copy, "--json", "-n", "1")).Ends(0).Json;

        Assert.Equal(copy, json.GetProperty("query").GetString());
        var best = Assert.Single(json.GetProperty("results").EnumerateArray());
        Assert.Equal(_program["red.png"], best.GetProperty("path").GetString());
        Assert.True(best.GetProperty("score").GetDouble() > 0.99);
    }

    [Fact]
    public async Task Similar_NoSuchFile_IsAnError() =>
        Assert.Equal($"fovea: There is no file {_program["none.png"]}. Check the path.", (await _program.RunAsync("similar", "none.png")).Ends(2).Error.Trim());

    [Fact]
    public async Task Similar_NoPicture_SaysWhatItIs() =>
        Assert.Matches(
            $"^fovea: {System.Text.RegularExpressions.Regex.Escape(_program["notes.txt"])} is not a picture but: .+ Choose a picture\\.\\s*$",
            (await _program.RunAsync("similar", "notes.txt")).Ends(2).Error);
}
