namespace Fovea.Cli.Tests;

public sealed class StatusTests(IndexedLibrary library) : IClassFixture<IndexedLibrary>
{
    private readonly FoveaProgram _program = library.Program;

    [Fact]
    public async Task Status_Text_TellsModelCountsFolderAndThatTheStarterIsWeak()
    {
        var output = (await _program.RunAsync("status")).Ends(0).Output;

        Assert.Contains("Model    starter (starter: small, works at once, weaker than CLIP)", output, StringComparison.Ordinal);
        Assert.Contains("For better matches get a real CLIP, once: fovea models fetch ViT-B-32-laion2b --use", output, StringComparison.Ordinal);
        Assert.Contains("Photos   5 indexed (5 with this model), 1 failed, 0 offline", output, StringComparison.Ordinal);
        Assert.Contains($"Index    {_program.Home} (", output, StringComparison.Ordinal);
        Assert.Contains($"Folder   {_program.Folder}\n", output, StringComparison.Ordinal);
        Assert.Matches(@"5 photos, 1 failed, 0 offline, \d other files; updated 20\d\d-", output);
    }

    [Fact]
    public async Task Status_Failed_ListsTheReasons()
    {
        var output = (await _program.RunAsync("status", "--failed")).Ends(0).Output;

        Assert.Matches(@"failed   .+broken\.jpg: \S+", output);
    }

    [Fact]
    public async Task Status_Json_IsOneDocumentOfTheDocumentedShape()
    {
        var json = (await _program.RunAsync("status", "--failed", "--json")).Ends(0).Json;

        Assert.Equal(
            ["home", "model", "indexed", "encodedWithModel", "failedCount", "offline", "catalogBytes", "thumbnailBytes", "roots", "failed", "notPhotos"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["name", "starter", "folder"], json.GetProperty("model").EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["path", "available", "indexed", "failed", "offline", "notPhotos", "lastIndexed"],
            Assert.Single(json.GetProperty("roots").EnumerateArray()).EnumerateObject().Select(p => p.Name));
        Assert.EndsWith("broken.jpg", Assert.Single(json.GetProperty("failed").EnumerateArray()).GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_BeforeAnything_SaysHowToBegin()
    {
        using var program = new FoveaProgram();

        Assert.Contains("Folders  none yet. Add one: fovea index ~/Pictures", (await program.RunAsync("status")).Ends(0).Output, StringComparison.Ordinal);
    }
}
