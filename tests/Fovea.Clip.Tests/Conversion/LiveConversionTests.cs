namespace Fovea.Clip.Tests;

/// <summary>Checkpoints of many sizes, written by PyTorch while the test runs, give its vectors in every form and precision.</summary>
public sealed class LiveConversionTests
{
    [Theory]
    [InlineData("--width 48 --layers 3 --heads 4 --text-width 24 --text-layers 1 --text-heads 3 --embed 24 --activation gelu --context 7 --vocabulary 33", 4, 3)]
    [InlineData("--size 42 --patch 14 --width 64 --layers 1 --heads 1 --text-width 128 --text-layers 3 --text-heads 2 --embed 50 --half", null, null)]
    [InlineData("--size 20 --patch 20 --width 30 --layers 2 --heads 5 --text-width 64 --text-layers 2 --text-heads 1 --embed 1 --activation gelu --half --seed 7", 5, 1)]
    [InlineData("--size 96 --patch 16 --width 192 --layers 5 --heads 3 --text-width 128 --text-layers 4 --text-heads 2 --embed 96 --context 77 --vocabulary 600 --seed 3", null, null)]
    public void Write_AnySizeAndForm_GivesPyTorchsVectors(string sizes, int? imageHeads, int? textHeads)
    {
        using var temp = new TempFolder();
        PyTorch.Write(temp["made"], sizes);
        var activation = sizes.Contains("gelu", StringComparison.Ordinal) ? ActivationKind.Gelu : ActivationKind.QuickGelu;
        var given = new ConversionOptions { ImageHeads = imageHeads, TextHeads = textHeads, Activation = activation };

        foreach (var form in new[] { "hf", "openclip", "bare", "torch", "script", "single" })
        {
            Convert(temp, form, form is "hf" or "openclip" ? new ConversionOptions() : given);
            Assert.InRange(new CheckpointReference(temp["made"]).Furthest(temp[form]), 0, 1e-4f);
        }
    }

    [Fact]
    public void Write_EndTokenThatIsNotTheLargest_IsFoundByItsFirstPlace()
    {
        using var temp = new TempFolder();
        PyTorch.Write(temp["made"], "--only hf");
        var reference = new CheckpointReference(temp["made"]);
        var config = temp["made", "hf", "config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"eos_token_id\": 2", FormattableString.Invariant($"\"eos_token_id\": {reference.EndToken}"), StringComparison.Ordinal));

        Convert(temp, "hf", new ConversionOptions());

        Assert.InRange(reference.Furthest(temp["hf"], early: true), 0, 1e-4f);
    }

    [Fact]
    public void Write_Halves_GivesPyTorchsVectorsInHalfTheBytes()
    {
        using var temp = new TempFolder();
        PyTorch.Write(temp["made"], "--only openclip --width 128 --heads 2 --text-width 128 --text-heads 2 --vocabulary 2000");
        Convert(temp, "openclip", new ConversionOptions { HalfWeights = true });
        Assert.InRange(new CheckpointReference(temp["made"]).Furthest(temp["openclip"]), 0, 1e-4f);
        var halves = Bytes(temp["openclip"]);
        Directory.Delete(temp["openclip"], recursive: true);
        Convert(temp, "openclip", new ConversionOptions());

        // The weights are ones that halves hold exactly.
        Assert.InRange(new CheckpointReference(temp["made"]).Furthest(temp["openclip"]), 0, 1e-4f);
        Assert.InRange((double)halves / Bytes(temp["openclip"]), 0.5, 0.55);
    }

    [Fact]
    public void Write_TrueSizeOfVitB32_GivesPyTorchsVectors()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FOVEA_TEST_FULL_SIZE") is { Length: > 0 }, "takes minutes and 5 GB of disk (set FOVEA_TEST_FULL_SIZE=1)");
        using var temp = new TempFolder();
        PyTorch.Write(temp["made"], "--size 224 --patch 32 --width 768 --layers 12 --heads 12 --text-width 512 --text-layers 12 --text-heads 8 --embed 512 --context 77 --vocabulary 49408 --only hf,openclip,script");

        foreach (var form in new[] { "hf", "openclip", "script" })
        {
            Convert(temp, form, new ConversionOptions());
            var furthest = new CheckpointReference(temp["made"]).Furthest(temp[form]);
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{form}: {furthest}"));
            Assert.InRange(furthest, 0, 1e-4f);
        }
    }

    private static long Bytes(string model) => Directory.EnumerateFiles(model, "*.onnx", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static void Convert(TempFolder temp, string form, ConversionOptions options)
    {
        using var conversion = CheckpointConversion.Open(temp["made", form], options);
        conversion.Write(temp[form], cancellationToken: TestContext.Current.CancellationToken);
    }
}
