namespace Fovea.Clip.Tests;

/// <summary>Manifests: nothing is used that they do not vouch for.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Starter_Manifest_NamesEveryFileAsItIs()
    {
        var result = ModelFolder.Verify(Reference.Starter, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsSound, string.Join('\n', result.Files.Select(f => f.Message).Prepend(result.Problem)));
        Assert.All(result.Files, f => Assert.Equal(ModelFileState.Matches, f.State));
        Assert.Contains(result.Files, f => f.Path == "visual/model.onnx");
        var folder = ModelFolder.Read(Reference.Starter);
        Assert.True(folder.IsStarter);
        Assert.Equal("starter", folder.Name);
        Assert.NotNull(folder.Description);
    }

    [Fact]
    public void ToJson_Parsed_IsTheSame()
    {
        using var model = new ModelCopy().WriteManifest();
        var manifest = ModelManifest.Parse("m", File.ReadAllBytes(model[ModelManifest.FileName]));
        var again = ModelManifest.Parse("m", manifest.ToJson());

        Assert.Equal(manifest.Files, again.Files);
        Assert.Equal(("tiny", "A toy.", false), (again.Name, again.Description, again.IsStarter));
        Assert.Contains(again.Files, f => f.Path == "onnx/text_model.onnx");
    }

    [Theory]
    [InlineData("onnx/vision_model.onnx")]
    [InlineData("onnx/text_model.onnx")]
    [InlineData("vocab.json")]
    [InlineData("config.json")]
    public void Open_ChangedByte_NamesFileAndBothHashes(string file)
    {
        using var model = new ModelCopy().WriteManifest().FlipByte(file);
        var error = model.OpenFails();
        Assert.StartsWith($"{model[file.Split('/')]} is not the file that the manifest names: its SHA-256 is ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("It was changed or damaged. Fetch the model again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileCutOff_NamesBothSizes()
    {
        using var model = new ModelCopy().WriteManifest();
        File.WriteAllBytes(model["merges.txt"], [1, 2, 3]);
        Assert.Equal($"{model["merges.txt"]} has 3 bytes, but the manifest names 78776. It was changed or cut off. Fetch the model again.", model.OpenFails().Message);
    }

    [Fact]
    public void Open_FileMissing_NamesIt()
    {
        using var model = new ModelCopy().WriteManifest().Delete("merges.txt");
        Assert.StartsWith($"A file that manifest.json names is missing: {model["merges.txt"]} does not exist.", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileThatWouldBeUsedIsNotNamed_IsRefused()
    {
        using var model = new ModelCopy().WriteManifest().Write("tokenizer_config.json", "{}");
        Assert.Equal(
            $"{model["tokenizer_config.json"]} would be used, but manifest.json does not name it. Remove the file, or fetch the model again.",
            model.OpenFails().Message);
    }

    [Fact]
    public void Open_NewerManifest_NamesBothVersions()
    {
        using var model = new ModelCopy().WriteManifest().Edit(ModelManifest.FileName, "\"version\": 1", "\"version\": 2");
        Assert.Equal($"{model["manifest.json"]} has manifest version 2, and this program reads versions up to 1. Use a newer version of Fovea.", model.OpenFails().Message);
    }

    [Theory]
    [InlineData("\"format\": \"fovea-model\"", "\"format\": \"other\"", "it is no model manifest")]
    [InlineData("\"path\": \"config.json\"", "\"path\": \"../config.json\"", "it names a file outside the model folder")]
    [InlineData("\"path\": \"config.json\"", "\"path\": \"/etc/passwd\"", "it names a file outside the model folder")]
    [InlineData("\"path\": \"config.json\"", "\"path\": \"C:\\\\x\"", "it names a file outside the model folder")]
    [InlineData("\"name\": \"tiny\"", "\"name\": 7", "\"name\" is missing")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"x", "is not 64 hexadecimal digits")]
    [InlineData("\"size\": ", "\"size\": -", "the size of")]
    [InlineData("\"version\": 1", "\"version\": 0", "\"version\" is 0")]
    public void Open_DamagedManifest_SaysWhy(string what, string with, string message)
    {
        using var model = new ModelCopy().WriteManifest().Edit(ModelManifest.FileName, what, with);
        Assert.Contains(message, model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_DamagedFolder_ReportsEveryFile()
    {
        using var model = new ModelCopy().WriteManifest().FlipByte("onnx/text_model.onnx").Delete("merges.txt").Write("notes.txt", "mine");
        File.WriteAllText(model["config.json"], "{}");
        var seen = new List<string>();

        var result = ModelFolder.Verify(model.Path, seen.Add, TestContext.Current.CancellationToken);

        Assert.False(result.IsSound);
        Assert.True(result.HasManifest);
        Assert.Equal(seen, result.Files.Select(f => f.Path));
        Assert.Equal(
            [
                ("config.json", ModelFileState.WrongSize), ("merges.txt", ModelFileState.Missing), ("notes.txt", ModelFileState.Unlisted),
                ("onnx/text_model.onnx", ModelFileState.WrongHash), ("onnx/vision_model.onnx", ModelFileState.Matches),
                ("preprocessor_config.json", ModelFileState.Matches), ("vocab.json", ModelFileState.Matches),
            ],
            result.Files.Select(f => (f.Path, f.State)));
        Assert.All(result.Files, f => Assert.Equal(f.State is ModelFileState.Matches or ModelFileState.Unlisted, f.Message is null));
        Assert.NotNull(result.Problem);
    }

    [Fact]
    public void Verify_NoManifest_ListsHashes()
    {
        using var model = new ModelCopy();
        var result = ModelFolder.Verify(model.Path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.IsSound);
        Assert.False(result.HasManifest);
        Assert.All(result.Files, f => Assert.Equal(64, f.Sha256!.Length));
    }

    [Fact]
    public void Verify_NoFolder_IsAResult()
    {
        using var temp = new TempFolder();
        var result = ModelFolder.Verify(temp["nothing"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.StartsWith("There is no model folder", result.Problem, StringComparison.Ordinal);
    }
}
