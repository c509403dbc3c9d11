namespace Fovea.Cli.Tests;

public sealed class SearchTests(IndexedLibrary library) : IClassFixture<IndexedLibrary>
{
    private readonly FoveaProgram _program = library.Program;

    [Fact]
    public async Task Search_Text_ShowsScoresAndPathsAndSaysHowMany()
    {
        var result = (await _program.RunAsync("search", "something", "blue")).Ends(0);

        Assert.Equal(5, result.Lines.Length);
        Assert.All(result.Lines, line => Assert.Matches(@"^-?\d\.\d{3}  /|^-?\d\.\d{3}  [A-Z]:\\", line));
        Assert.Matches(@"^5 best of 5 photos in [\d,]+ ms with starter\s*$", result.Error);
    }

    [Fact]
    public async Task Search_Json_IsOneDocumentOfTheDocumentedShape()
    {
        var result = (await _program.RunAsync("search", "red", "--json", "-n", "3")).Ends(0);

        var json = result.Json;
        Assert.Equal(["query", "model", "elapsedMs", "searched", "results", "messages"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("red", json.GetProperty("query").GetString());
        Assert.Equal("starter", json.GetProperty("model").GetString());
        Assert.Equal(["encode", "load", "rank", "fetch", "total"], json.GetProperty("elapsedMs").EnumerateObject().Select(p => p.Name));
        Assert.Equal(5, json.GetProperty("searched").GetInt32());
        var results = json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(3, results.Count);
        Assert.All(results, found => Assert.True(File.Exists(found.GetProperty("path").GetString())));
        var scores = results.ConvertAll(found => found.GetProperty("score").GetDouble());
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(results, found => Assert.Equal(
            ["id", "path", "score", "offline", "bytes", "format", "width", "height", "takenAt", "takenAtSource"], found.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(1, result.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Search_Offset_GoesOnWhereThePageBeforeEnded()
    {
        var all = (await _program.RunAsync("search", "--paths", "colour")).Ends(0);
        var first = (await _program.RunAsync("search", "--paths", "colour", "-n", "2")).Ends(0);
        var rest = (await _program.RunAsync("search", "--paths", "colour", "--offset", "2")).Ends(0);
        var beyond = (await _program.RunAsync("search", "--paths", "colour", "--offset", "5")).Ends(1);

        Assert.Equal(all.Lines, first.Lines.Concat(rest.Lines));
        Assert.Equal("No further results.", beyond.Error.Trim());
        Assert.Empty(beyond.Output);
    }

    [Fact]
    public async Task Search_Paths_IsNothingButPaths()
    {
        var result = (await _program.RunAsync("search", "--paths", "blue")).Ends(0);

        Assert.All(result.Lines, line => Assert.True(File.Exists(line), line));
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Search_Zero_EndsEveryPathWithNul()
    {
        var result = (await _program.RunAsync("search", "-0", "blue")).Ends(0);

        Assert.DoesNotContain('\n', result.Output);
        Assert.EndsWith("\0", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries), path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public async Task Search_Quiet_SaysNothingOnStandardError()
    {
        Assert.Empty((await _program.RunAsync("search", "blue", "-q")).Ends(0).Error);
        Assert.Empty((await _program.RunAsync("search", "blue", "--in", ".", "date:1999", "--quiet")).Ends(1).Error);
    }

    [Fact]
    public async Task Search_InASubfolder_FindsOnlyWhatIsBelowIt()
    {
        var result = (await _program.RunAsync("search", "blue", "--paths", "--in", "seas/")).Ends(0);

        Assert.Equal(2, result.Lines.Length);
        Assert.All(result.Lines, line => Assert.StartsWith(_program["seas"], line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Search_NameWithMarkup_IsShownAsItIs() =>
        Assert.Contains((await _program.RunAsync("search", "blue")).Ends(0).Lines, line => line.EndsWith("deep [blue].png", StringComparison.Ordinal));

    [Fact]
    public async Task Search_FilterThatNothingPasses_SaysWhatToLoosen()
    {
        var result = (await _program.RunAsync("search", "blue", "date:1999")).Ends(1);

        Assert.Empty(result.Output);
        Assert.Equal("Nothing found: no photo passes the filters (date:, in:, --in). Loosen them.", result.Error.Trim());
    }

    [Fact]
    public async Task Search_FilterNotUnderstood_IsSaidAndSearchedAsWords()
    {
        var result = (await _program.RunAsync("search", "blue", "date:someday", "--json")).Ends(0);

        var message = Assert.Single(result.Json.GetProperty("messages").EnumerateArray()).GetString()!;
        Assert.Contains("someday", message, StringComparison.Ordinal);
        Assert.Contains($"note: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WordsBehindADash_AreSubtracted()
    {
        var plain = (await _program.RunAsync("search", "colour", "--json")).Ends(0);
        var without = (await _program.RunAsync("search", "colour", "-blue", "--json")).Ends(0);

        Assert.NotEqual(Scores(plain), Scores(without));

        static List<double> Scores(CommandResult result) => [.. result.Json.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("score").GetDouble())];
    }

    [Fact]
    public async Task Search_InAFile_SaysToNameItsFolder()
    {
        var result = (await _program.RunAsync("search", "blue", "--in", "red.png")).Ends(2);

        Assert.Equal($"fovea: {_program["red.png"]} is a file. Name the folder that it lies in.", result.Error.Trim());
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("seas/nowhere")]
    public async Task Search_InAFolderThatIsNotThere_IsAnError(string folder)
    {
        var result = (await _program.RunAsync("search", "blue", "--in", folder)).Ends(2);

        Assert.Equal($"fovea: There is no folder {_program[folder.Split('/')]}. Check the path; if it is on a drive, plug it in.", result.Error.Trim());
    }

    [Fact]
    public async Task Search_BeforeAnythingIsIndexed_SaysHowToAddAFolder()
    {
        using var program = new FoveaProgram();

        var result = (await program.RunAsync("search", "blue")).Ends(1);

        Assert.Equal("Nothing is indexed yet. Add a folder: fovea index ~/Pictures", result.Error.Trim());
        Assert.Empty((await program.RunAsync("search", "blue", "--json")).Ends(1).Json.GetProperty("results").EnumerateArray());
    }
}
