using System.IO.Compression;
using System.Text;

namespace Fovea.Cli.Tests;

public sealed class AddTests : IDisposable
{
    private static readonly string Tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip");
    private static readonly string TinyHuggingFace = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "hf");
    private static readonly string Starter = RepositoryRoot.File("models", "starter");

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Add_Folder_CopiesWhatTheModelNeedsAndVouchesForIt()
    {
        var source = Copy(Tiny, "carried");
        await File.WriteAllBytesAsync(Path.Combine(source, "pytorch_model.bin"), new byte[1000], TestContext.Current.CancellationToken);

        var added = (await _program.RunAsync("models", "add", source)).Ends(0);

        Assert.Contains("Added carried: ", added.Error, StringComparison.Ordinal);
        Assert.Contains("It is none of the catalogue's models", added.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_program.Home, "models", "carried", "pytorch_model.bin")));
        Directory.Delete(source, recursive: true);
        (await _program.RunAsync("models", "verify", "carried")).Ends(0);
        Assert.Contains("carried", (await _program.RunAsync("models", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openclip", "")]
    [InlineData("openclip", "some-folder/")]
    [InlineData("hf", "")]
    [InlineData("hf", "snapshot/")]
    public async Task Add_Zip_InEveryLayout_IsUsable(string layout, string prefix)
    {
        var zip = Zip("clip.zip", layout == "hf" ? TinyHuggingFace : Tiny, prefix);

        (await _program.RunAsync("models", "add", zip, "--name", "mine", "--use")).Ends(0);

        Assert.Matches(@"\* mine ", (await _program.RunAsync("models", "list")).Ends(0).Output);
        (await _program.RunAsync("inspect", "vector", "--text", "a dog", "--json")).Ends(0);
    }

    [Fact]
    public async Task Add_LinksOfACache_AreFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs links");
        var blobs = Copy(Tiny, "blobs");
        foreach (var file in Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories))
        {
            var link = _program["snapshot", Path.GetRelativePath(blobs, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }

        (await _program.RunAsync("models", "add", "snapshot")).Ends(0);
        Directory.Delete(blobs, recursive: true);

        (await _program.RunAsync("models", "verify", "snapshot")).Ends(0);
    }

    [Theory]
    [InlineData("visual/model.onnx", CompressionLevel.NoCompression)]
    [InlineData("visual/preprocess_cfg.json", CompressionLevel.NoCompression)]
    [InlineData("textual/model.onnx", CompressionLevel.Fastest)]
    public async Task Add_ZipWithADamagedFile_IsRefused(string path, CompressionLevel level)
    {
        var zip = _program["damaged.zip"];
        await ZipFile.CreateFromDirectoryAsync(Tiny, zip, level, includeBaseDirectory: false, TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(path)) + path.Length;
        bytes[at + 60] ^= 4;
        await File.WriteAllBytesAsync(zip, bytes, TestContext.Current.CancellationToken);

        (await _program.RunAsync("models", "add", zip)).Ends(2);

        Assert.DoesNotContain("damaged", (await _program.RunAsync("models", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip\\visual\\model.onnx", "clip\\")]
    [InlineData("./clip/visual/model.onnx", "./clip/")]
    public async Task Add_ZipOfAnotherProgramsWriting_IsUsable(string example, string prefix)
    {
        var separator = example.Contains('\\', StringComparison.Ordinal) ? '\\' : '/';
        var zip = _program["other.zip"];
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            foreach (var file in Directory.EnumerateFiles(Tiny, "*", SearchOption.AllDirectories))
            {
                archive.CreateEntryFromFile(file, prefix + Path.GetRelativePath(Tiny, file).Replace(Path.DirectorySeparatorChar, separator));
            }

            archive.CreateEntry("README.md");
        }

        (await _program.RunAsync("models", "add", zip, "--name", "mine")).Ends(0);

        (await _program.RunAsync("models", "verify", "mine")).Ends(0);
    }

    [Theory]
    [InlineData("starter")]
    [InlineData("STARTER")]
    [InlineData("nul")]
    [InlineData("Con.v1")]
    [InlineData("clip.")]
    [InlineData("a/b")]
    public async Task Add_NameThatIsKept_IsRefused(string name) =>
        Assert.Contains("is no name for a model", (await _program.RunAsync("models", "add", Tiny, "--name", name)).Ends(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Add_NameThatIsTakenInOtherCapitals_IsRefused()
    {
        (await _program.RunAsync("models", "add", Tiny, "--name", "clip")).Ends(0);

        Assert.Contains("There is a model clip already.", (await _program.RunAsync("models", "add", TinyHuggingFace, "--name", "CLIP")).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_Pipe_IsReadAsEmptyAndNeverWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mkfifo");
        var source = Copy(Tiny, "piped");
        (await _program.ShellAsync($"mkfifo '{source}/extra.json' '{_program["pipe.zip"]}'")).Ends(0);

        (await _program.RunAsync("models", "add", source)).Ends(0);
        Assert.Contains("it is empty.", (await _program.RunAsync("models", "add", _program["pipe.zip"])).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_GraphThatDoesNotRun_IsRefusedByTheSourcesName()
    {
        var source = Copy(Tiny, "newer");
        var graph = Path.Combine(source, "visual", "model.onnx");
        var bytes = await File.ReadAllBytesAsync(graph, TestContext.Current.CancellationToken);
        Assert.Equal(0x08, bytes[0]);
        bytes[1] = 99;
        await File.WriteAllBytesAsync(graph, bytes, TestContext.Current.CancellationToken);

        var error = (await _program.RunAsync("models", "add", source)).Ends(2).Error;

        Assert.Contains($"{graph} is of a kind that Fovea does not run: its version of ONNX is newer", error, StringComparison.Ordinal);
        Assert.Contains("Use a newer version of Fovea", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_CacheOfHuggingFace_IsCalledAsItsModel()
    {
        Copy(TinyHuggingFace, "hub/models--someone--small-clip/snapshots/0123456789abcdef0123456789abcdef01234567");

        (await _program.RunAsync("models", "add", "hub/models--someone--small-clip")).Ends(0);

        (await _program.RunAsync("models", "verify", "small-clip")).Ends(0);
    }

    [Fact]
    public async Task Add_VariantsAndWeightsBeside_TakesTheGraphsThatAreUsedWithTheirWeights()
    {
        var source = Copy(TinyHuggingFace, "several");
        var onnx = Path.Combine(source, "onnx");
        File.Copy(Path.Combine(onnx, "vision_model.onnx"), Path.Combine(onnx, "vision_model_quantized.onnx"));
        File.Copy(Path.Combine(onnx, "text_model.onnx"), Path.Combine(onnx, "text_model_fp16.onnx"));
        File.Copy(Path.Combine(onnx, "text_model.onnx"), Path.Combine(onnx, "model.onnx"));
        ExternalWeights.Move(Path.Combine(onnx, "vision_model.onnx"), _ => "vision_model.onnx_data");
        await File.WriteAllBytesAsync(Path.Combine(onnx, "model.onnx_data"), new byte[1000], TestContext.Current.CancellationToken);

        (await _program.RunAsync("models", "add", source)).Ends(0);

        Assert.Equal(
            ["text_model.onnx", "vision_model.onnx", "vision_model.onnx_data"],
            Directory.EnumerateFiles(Path.Combine(_program.Home, "models", "several", "onnx")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        (await _program.RunAsync("models", "verify", "several")).Ends(0);
        File.Delete(Path.Combine(onnx, "vision_model.onnx_data"));
        Assert.Contains(
            $"onnx/vision_model.onnx_data is missing in {source}: onnx/vision_model.onnx has weights there.",
            (await _program.RunAsync("models", "add", source, "--name", "other")).Ends(2).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_FolderWithSeveralModels_NamesThem()
    {
        Copy(Tiny, "many/a");
        Copy(TinyHuggingFace, "many/b");

        var refused = (await _program.RunAsync("models", "add", "many")).Ends(2);

        Assert.Contains("holds several models. Name the folder of one: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_DamagedAgainstItsManifest_IsRefused()
    {
        var source = Copy(Starter, "damaged");
        var tokenizer = Path.Combine(source, "textual", "model.onnx");
        var bytes = await File.ReadAllBytesAsync(tokenizer, TestContext.Current.CancellationToken);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(tokenizer, bytes, TestContext.Current.CancellationToken);

        var refused = (await _program.RunAsync("models", "add", source, "--name", "mine")).Ends(2);

        Assert.Contains("textual/model.onnx in " + source + " is missing, or not the file that its manifest names. Carry the model over again.", refused.Error, StringComparison.Ordinal);
        AssertNothing();
    }

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("/etc/evil.json")]
    [InlineData("a\\..\\..\\evil.json")]
    [InlineData("visual/../../evil.json")]
    [InlineData("C:/evil.json")]
    public async Task Add_ZipThatReachesOutside_IsRefusedAsAWhole(string path)
    {
        var zip = Zip("evil.zip", Tiny, "", archive => Entry(archive, path, "{}"));

        var refused = (await _program.RunAsync("models", "add", zip)).Ends(2);

        Assert.Contains("names a file outside of itself", refused.Error, StringComparison.Ordinal);
        AssertNothing();
    }

    [Fact]
    public async Task Add_ZipThatIsCutOffOrNone_IsRefused()
    {
        var zip = Zip("whole.zip", Tiny, "");
        var bytes = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);

        foreach (var half in new[] { bytes[..(bytes.Length / 2)], Encoding.ASCII.GetBytes("<html>"), [] })
        {
            var cut = _program.Write("cut.zip", half);
            Assert.Contains("cut.zip cannot be read: ", (await _program.RunAsync("models", "add", cut)).Ends(2).Error, StringComparison.Ordinal);
        }

        AssertNothing();
    }

    [Theory]
    [InlineData("model.safetensors", "is a checkpoint, not a model that can be run. Convert it: 'fovea models convert model.safetensors --out FOLDER'.")]
    [InlineData("nowhere", "There is nothing at ")]
    public async Task Add_SomethingElse_SaysWhatToDo(string name, string message)
    {
        if (name != "nowhere") _program.Write(name, [1, 2, 3]);

        Assert.Contains(message, (await _program.RunAsync("models", "add", name)).Ends(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_FolderWithoutAModel_SaysSoAndLeavesNothing()
    {
        _program.Write("empty/readme.txt", "nothing"u8);

        Assert.Contains("holds no model: there is no graph (.onnx) in it.", (await _program.RunAsync("models", "add", "empty")).Ends(2).Error, StringComparison.Ordinal);
        var half = Copy(Tiny, "half");
        Directory.Delete(Path.Combine(half, "textual"), recursive: true);
        Assert.Contains("The text tower is missing", (await _program.RunAsync("models", "add", "half")).Ends(2).Error, StringComparison.Ordinal);
        AssertNothing();
    }

    [Fact]
    public async Task Add_NameThatIsTaken_IsRefused()
    {
        (await _program.RunAsync("models", "add", Tiny, "--name", "mine")).Ends(0);

        Assert.Contains("There is a model mine already.", (await _program.RunAsync("models", "add", Tiny, "--name", "mine")).Ends(2).Error, StringComparison.Ordinal);
        Assert.Contains("'../x' is no name for a model", (await _program.RunAsync("models", "add", Tiny, "--name", "../x")).Ends(2).Error, StringComparison.Ordinal);
    }

    private void AssertNothing()
    {
        var models = Path.Combine(_program.Home, "models");
        if (Directory.Exists(models)) Assert.DoesNotContain(Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    private string Copy(string source, string name)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            _program.Write(Path.Combine(name, Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
        }

        return _program[name];
    }

    private string Zip(string name, string source, string prefix, Action<ZipArchive>? more = null)
    {
        var path = _program[name];
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            archive.CreateEntryFromFile(file, prefix + Path.GetRelativePath(source, file).Replace(Path.DirectorySeparatorChar, '/'));
        }

        more?.Invoke(archive);
        return path;
    }

    private static void Entry(ZipArchive archive, string path, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(path).Open());
        writer.Write(text);
    }
}
