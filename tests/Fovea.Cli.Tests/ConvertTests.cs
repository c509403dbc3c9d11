namespace Fovea.Cli.Tests;

public sealed class ConvertTests : IDisposable
{
    private static readonly string Tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "tiny");
    private static readonly string[] Heads = ["--heads-image", "3", "--heads-text", "2"];

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Convert_Checkpoint_IsAModelThatSearches()
    {
        _program.Draw("red.png", 220, 20, 20);
        _program.Write("model.safetensors", new RandomCheckpoint().ToBytes());

        var converted = (await _program.RunAsync(["models", "convert", "model.safetensors", "--out", "m", "--tokenizer", RandomCheckpoint.TokenizerFile, "--json", .. Heads])).Ends(0);

        Assert.Contains("A CLIP: pictures of 64×64 in patches of 16, 2 blocks of 48 numbers and 3 heads, GELU; texts of 77 tokens of 8192, 2 blocks of 48 numbers and 2 heads, GELU; 32 numbers out.", converted.Error, StringComparison.Ordinal);
        Assert.Contains("the exact GELU is assumed", converted.Error, StringComparison.Ordinal);
        Assert.Contains($"Use it from now on: fovea models use {_program["m"]}", converted.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["folder", "bytes", "hasTokenizer", "dimensions", "image", "text", "assumed"], converted.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(_program["m"], converted.Json.GetProperty("folder").GetString());
        Assert.True(converted.Json.GetProperty("hasTokenizer").GetBoolean());
        Assert.Equal("gelu", converted.Json.GetProperty("image").GetProperty("activation").GetString());
        Assert.Equal(2, converted.Json.GetProperty("assumed").GetArrayLength());
        (await _program.RunAsync("models", "verify", "m")).Ends(0);
        (await _program.RunAsync("models", "use", "m")).Ends(0);
        (await _program.RunAsync("index", ".")).Ends(0);
        Assert.Equal("m", (await _program.RunAsync("search", "red", "--json")).Ends(0).Json.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Convert_Quiet_SaysNothing()
    {
        var converted = (await _program.RunAsync("models", "convert", Path.Combine(Tiny, "hf"), "--out", "m", "-q")).Ends(0);

        Assert.Equal(("", ""), (converted.Output, converted.Error));
    }

    [Fact]
    public async Task Convert_NoTokenizer_SaysLoudlyWhatIsMissing()
    {
        var converted = (await _program.RunAsync("models", "convert", Path.Combine(Tiny, "openclip"), "--out", "m", "--precision", "fp16")).Ends(0);

        Assert.Contains(
            $"THE MODEL CANNOT BE USED YET: there is no tokenizer beside the checkpoint, and nothing can be searched without one. Put tokenizer.json, or vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz into {_program["m", "textual"]}; they are published with the checkpoint.",
            converted.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_Int8_IsRebuiltForSpeed()
    {
        _program.DrawMany(20);
        _program.Write("model.safetensors", new RandomCheckpoint().ToBytes());
        string[] command = ["models", "convert", "model.safetensors", "--out", "m", "--tokenizer", RandomCheckpoint.TokenizerFile, "--precision", "int8", .. Heads];

        var few = (await _program.RunAsync(command)).Ends(2);
        var converted = (await _program.RunAsync([.. command, "--photos", ".", "--json"])).Ends(0);

        Assert.Contains("calibration needs at least 16 photos, and the library has 0 that can be read.", few.Error, StringComparison.Ordinal);
        Assert.Matches(@"m, image tower: [\d.]+ times as fast; ", converted.Error);
        Assert.True(converted.Json.GetProperty("optimized").GetBoolean());
        Assert.Matches(@"m +\S+  \(optimised\)$", (await _program.ShellAsync("fovea models use m && fovea models list")).Ends(0).Lines[^1]);
        (await _program.RunAsync("models", "verify", "m")).Ends(0);
        (await _program.RunAsync("models", "optimize", "--undo")).Ends(0);
        (await _program.RunAsync("models", "verify", "m")).Ends(0);
    }

    [Fact]
    public async Task Convert_WhatCannotBe_LeavesNothing()
    {
        _program.Write("model.safetensors", new RandomCheckpoint().ToBytes());
        (await _program.ShellAsync("mkdir full && touch full/x")).Ends(0);

        await FailsAsync("is there already and not empty. Name a new folder for the model, or remove this one.", "model.safetensors", "--out", "full");
        await FailsAsync("Give --heads-image N, or put its config.json beside it.", "model.safetensors", "--out", "m");
        await FailsAsync("--heads-image needs a whole number from 1 to 1024, not '0'.", "model.safetensors", "--out", "m", "--heads-image", "0");
        await FailsAsync("Give --heads-image N with a number that divides 48.", "model.safetensors", "--out", "m", "--heads-image", "5");
        await FailsAsync("--activation is one of quickgelu, gelu, not 'relu'.", "model.safetensors", "--out", "m", "--activation", "relu");
        await FailsAsync("--precision is one of fp32, fp16, int8, not 'fp8'.", "model.safetensors", "--out", "m", "--precision", "fp8");
        await FailsAsync("--photos is for --precision int8 only; give both, or neither.", "model.safetensors", "--out", "m", "--photos", ".");
        await FailsAsync("calibration needs its tokenizer, and there is none beside it. Name it with --tokenizer: ", ["model.safetensors", "--out", "m", "--precision", "int8", .. Heads]);
        await FailsAsync("There is no checkpoint ", "absent.pt", "--out", "m");

        Assert.Equal(["full", "model.safetensors"], Directory.EnumerateFileSystemEntries(_program["."]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private async Task FailsAsync(string error, params string[] arguments)
    {
        var result = (await _program.RunAsync(["models", "convert", .. arguments])).Ends(2);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
