namespace Fovea.Cli.Tests;

public sealed class ModelsTests : IDisposable
{
    private static readonly string TinyModel = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip");

    private readonly FoveaProgram _program = new();

    public ModelsTests()
    {
        _program.Draw("red.png", 220, 20, 20);
        _program.Draw("blue.png", 20, 20, 220);
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task List_Fresh_MarksTheStarter()
    {
        Assert.Matches(@"^\* starter +\S.*  \(starter\)\n$", (await _program.RunAsync("models", "list")).Ends(0).Output);
        var model = Assert.Single((await _program.RunAsync("models", "list", "--json")).Ends(0).Json.GetProperty("models").EnumerateArray());
        Assert.Equal(["name", "folder", "starter", "inUse", "optimized"], model.EnumerateObject().Select(p => p.Name));
        Assert.True(model.GetProperty("inUse").GetBoolean());
    }

    [Fact]
    public async Task UseNow_AnotherModel_HasASpaceOfItsOwn()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        var before = (await _program.RunAsync("search", "red", "--json")).Ends(0).Json.GetProperty("results").GetRawText();

        var used = (await _program.RunAsync("models", "use", TinyModel, "--now")).Ends(0);
        var missing = (await _program.RunAsync("search", "red")).Ends(1);
        (await _program.RunAsync("index")).Ends(0);
        var page = (await _program.RunAsync("search", "red", "--json")).Ends(0).Json;

        Assert.Contains("Using openclip from now on.", used.Error, StringComparison.Ordinal);
        Assert.Contains("Run 'fovea index' to encode the photos with it. Vectors of other models are kept apart.", used.Error, StringComparison.Ordinal);
        Assert.Equal("2 photos have not been encoded with the model openclip yet. Run: fovea index", missing.Error.Trim());
        Assert.Equal("openclip", page.GetProperty("model").GetString());
        Assert.Equal(2, page.GetProperty("searched").GetInt32());
        (await _program.RunAsync("models", "use", "starter")).Ends(0);
        Assert.Equal(before, (await _program.RunAsync("search", "red", "--json")).Ends(0).Json.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task Model_ForOneCommand_NeverMixesAndChangesNoChoice()
    {
        (await _program.RunAsync("index", ".")).Ends(0);

        var missing = (await _program.RunAsync("search", "red", "--model", TinyModel)).Ends(1);
        (await _program.RunAsync("index", "--model", TinyModel)).Ends(0);
        var found = (await _program.RunAsync("search", "red", "--json", "--model", TinyModel)).Ends(0).Json;

        Assert.Equal($"2 photos have not been encoded with the model openclip yet. Run: fovea index --model {TinyModel}", missing.Error.Trim());
        Assert.Equal("openclip", found.GetProperty("model").GetString());
        var starter = (await _program.RunAsync("search", "red", "--json")).Ends(0).Json;
        Assert.Equal("starter", starter.GetProperty("model").GetString());
        Assert.Equal(2, starter.GetProperty("searched").GetInt32());
    }

    [Fact]
    public async Task Similar_WithAnotherModel_LooksInItsSpace()
    {
        (await _program.RunAsync("index", ".", "--model", TinyModel)).Ends(0);

        Assert.Equal([_program["blue.png"]], (await _program.RunAsync("similar", "red.png", "--paths", "--model", TinyModel)).Ends(0).Lines);
        (await _program.RunAsync("similar", "red.png", "--paths")).Ends(1);
    }

    [Theory]
    [InlineData("no model at all", "rm -r m/*")]
    [InlineData("half of a model", "rm -r m/textual")]
    [InlineData("a graph cut short", "head -c 2000 m/visual/model.onnx > x && mv x m/visual/model.onnx")]
    [InlineData("a graph that is something else", "echo hello > m/textual/model.onnx")]
    [InlineData("no tokenizer", "rm m/textual/tokenizer.json")]
    [InlineData("a configuration that is no JSON", "echo '{' > m/config.json")]
    public async Task Use_BrokenFolder_IsAnErrorAndNothingChanges(string what, string damage)
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.ShellAsync($"cp -r \"{TinyModel}\" m && chmod -R u+w m && {damage}")).Ends(0);

        var used = (await _program.RunAsync("models", "use", "m")).Ends(2);
        var indexed = (await _program.RunAsync("index", "--model", "m")).Ends(2);

        foreach (var error in new[] { used.Error, indexed.Error })
        {
            Assert.StartsWith("fovea: ", error, StringComparison.Ordinal);
            Assert.True(error.Contains(_program["m"], StringComparison.Ordinal), $"{what}: the folder is not named in: {error}");
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }

        var status = (await _program.RunAsync("status", "--json")).Ends(0).Json;
        Assert.Equal("starter", status.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(2, status.GetProperty("encodedWithModel").GetInt32());
    }

    [Fact]
    public async Task Use_BrokenFolder_EachDamageHasItsOwnMessage()
    {
        string[] damages = ["rm -r m/*", "rm -r m/textual", "head -c 2000 m/visual/model.onnx > x && mv x m/visual/model.onnx", "echo '{' > m/config.json"];
        var messages = new HashSet<string>();
        foreach (var damage in damages)
        {
            (await _program.ShellAsync($"rm -rf m; cp -r \"{TinyModel}\" m && chmod -R u+w m && {damage}")).Ends(0);
            messages.Add((await _program.RunAsync("models", "use", "m")).Ends(2).Error);
        }

        Assert.Equal(damages.Length, messages.Count);
    }

    [Fact]
    public async Task Verify_OneFlippedByte_IsFoundAndIsAnError()
    {
        (await _program.ShellAsync($"cp -r \"{TinyModel}\" m && chmod -R u+w m")).Ends(0);
        await File.WriteAllBytesAsync(
            _program["m", "manifest.json"],
            Clip.ModelManifest.Describe(_program["m"], "mine", null, false, TestContext.Current.CancellationToken).ToJson(),
            TestContext.Current.CancellationToken);
        Assert.All((await _program.RunAsync("models", "verify", "m")).Ends(0).Lines, line => Assert.StartsWith("ok     ", line, StringComparison.Ordinal));
        var graph = _program["m", "visual", "model.onnx"];
        var bytes = await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 0x10;
        await File.WriteAllBytesAsync(graph, bytes, TestContext.Current.CancellationToken);

        var text = (await _program.RunAsync("models", "verify", "m")).Ends(2);
        var json = (await _program.RunAsync("models", "verify", "m", "--json")).Ends(2).Json;

        Assert.Contains($"WRONG  {graph}: ", text.Output, StringComparison.Ordinal);
        Assert.Matches(@"^fovea: \d of \d files are not as they should be \(see above\)\. Copy the model again from where it came\.\s*$", text.Error);
        var wrong = json.GetProperty("files").EnumerateArray().Where(file => !file.GetProperty("ok").GetBoolean()).Select(file => file.GetProperty("path").GetString());
        Assert.Contains(graph, wrong);
    }

    [Fact]
    public async Task Remove_Model_DropsItsVectorsAndLeavesAFolderElsewhere()
    {
        (await _program.RunAsync("index", ".", "--model", TinyModel)).Ends(0);

        Assert.Equal("Removed openclip.", (await _program.RunAsync("models", "remove", TinyModel)).Ends(0).Error.Trim());

        Assert.True(Directory.Exists(TinyModel));
        Assert.Equal("No photo is indexed yet. Run: fovea index", (await _program.RunAsync("search", "red")).Ends(1).Error.Trim());
        (await _program.RunAsync("models", "remove", "starter")).Ends(2);
    }

    [Fact]
    public async Task Optimize_Model_IsUsedForWhatIsIndexedAlready()
    {
        _program.DrawMany(20);
        (await _program.ShellAsync($"cp -r \"{TinyModel}\" m && chmod -R u+w m")).Ends(0);
        (await _program.RunAsync("models", "use", "m")).Ends(0);
        (await _program.RunAsync("index", ".")).Ends(0);

        var optimized = (await _program.RunAsync("models", "optimize", "--json")).Ends(0);

        Assert.Matches(@"m, image tower: [\d.]+ times as fast; cosine similarity to the published one: median [\d.]+, least [\d.]+", optimized.Error);
        Assert.Contains("Nothing has to be indexed again; 'fovea models optimize --undo' goes back.", optimized.Error, StringComparison.Ordinal);
        Assert.Equal("m", optimized.Json.GetProperty("model").GetString());
        Assert.True(optimized.Json.GetProperty("optimized").GetBoolean());
        Assert.Equal(["image", "text"], optimized.Json.GetProperty("towers").EnumerateArray().Select(tower => tower.GetProperty("tower").GetString()));
        Assert.Matches(@"^\* m +\S+  \(optimised\)$", (await _program.RunAsync("models", "list")).Ends(0).Lines[^1]);
        Assert.Equal(22, (await _program.RunAsync("search", "red", "--json")).Ends(0).Json.GetProperty("searched").GetInt32());
        (await _program.RunAsync("models", "verify")).Ends(0);

        (await _program.ShellAsync("for f in m/optimized/text-*; do printf x >> \"$f\"; done")).Ends(0);
        Assert.Contains("The optimised form of m is not used, the published one is: ", (await _program.RunAsync("search", "red")).Ends(0).Error, StringComparison.Ordinal);
        (await _program.RunAsync("models", "verify")).Ends(2);

        Assert.Equal("m runs as it was published again.", (await _program.RunAsync("models", "optimize", "--undo")).Ends(0).Error.Trim());
        Assert.Equal("m is not optimised; nothing to undo.", (await _program.RunAsync("models", "optimize", "--undo")).Ends(0).Error.Trim());
        (await _program.RunAsync("models", "verify")).Ends(0);
    }

    [Fact]
    public async Task Optimize_Starter_SaysThatItRunsAsItIs()
    {
        _program.DrawMany(20);

        var starter = (await _program.RunAsync("models", "optimize", "starter", "--photos", ".")).Ends(0);

        Assert.Contains("starter, image tower: runs as it was published, as it is of a kind that cannot be rebuilt: it does not end with one token's vector.", starter.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has to be indexed again", starter.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optimize_FewPhotos_SaysHowMany()
    {
        var library = (await _program.RunAsync("models", "optimize", "starter")).Ends(2);
        var folder = (await _program.RunAsync("models", "optimize", "starter", "--photos", ".")).Ends(2);

        Assert.Contains("calibration needs at least 16 photos, and the library has 0 that can be read. Index some, or name a folder: --photos FOLDER", library.Error, StringComparison.Ordinal);
        Assert.Contains($"calibration needs at least 16 photos, and {Path.TrimEndingDirectorySeparator(Path.GetFullPath(_program["."]))} has 2 that can be read. Name a folder with more.", folder.Error, StringComparison.Ordinal);
    }
}
