namespace Fovea.Clip.Tests;

/// <summary>What a conversion leaves is a model folder like any other: it opens, is vouched for, and can be rebuilt for speed.</summary>
public sealed class ConvertedFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Write_WithTokenizer_IsAModelThatIsVouchedFor()
    {
        var report = Convert(new RandomCheckpoint(), KnownHeads.Options);

        var verified = ModelFolder.Verify(_temp["model"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(verified.Problem);
        Assert.All(verified.Files, file => Assert.Equal(ModelFileState.Matches, file.State));
        Assert.Equal(["config.json", "textual/model.onnx", "textual/tokenizer.json", "visual/model.onnx", "visual/preprocess_cfg.json"], verified.Files.Select(file => file.Path));
        using var model = ClipModel.Open(_temp["model"]);
        Assert.Equal(("model", ModelLayout.OpenClip, 32), (model.Name, model.Folder.Layout, model.Folder.Dimensions));
        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64 }, model.Preprocessing);
        Assert.Equal(77, model.Texts.Tokenizer.ContextLength);
        Assert.Equal(_temp["model"], report.Folder);
        Assert.Equal(report.Bytes, verified.Files.Sum(file => new FileInfo(_temp["model", file.Path]).Length) + new FileInfo(_temp["model", ModelManifest.FileName]).Length);
    }

    [Theory]
    [InlineData(ActivationKind.QuickGelu, false)]
    [InlineData(ActivationKind.Gelu, false)]
    [InlineData(ActivationKind.Gelu, true)]
    public void Write_Graphs_AreRecognisedForRebuilding(ActivationKind activation, bool half)
    {
        Convert(new RandomCheckpoint(), new ConversionOptions { ImageHeads = 3, TextHeads = 2, Tokenizer = RandomCheckpoint.TokenizerFile, Activation = activation, HalfWeights = half });

        RecognitionTests.AssertSame(_temp["model"], $"{activation}, half: {half}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_Graphs_HaveOnnxsOwnOperatorsOnly(bool half)
    {
        Convert(new RandomCheckpoint(), new ConversionOptions { ImageHeads = 3, TextHeads = 2, HalfWeights = half });

        foreach (var tower in new[] { "visual", "textual" })
        {
            var graph = OnnxModelReader.Read(_temp["model", tower, "model.onnx"]);
            Assert.Equal([new KeyValuePair<string, long>("", 17)], graph.Operators);
            Assert.All(graph.Nodes, node => Assert.Equal("", node.Domain));
            Assert.Equal(tower == "visual" ? "pixel_values float[?,3,64,64]" : "input_ids int64[?,77]", Assert.Single(graph.Inputs).ToString());
            Assert.Equal(tower == "visual" ? "image_embeds float[?,32]" : "text_embeds float[?,32]", Assert.Single(graph.Outputs).ToString());
        }
    }

    [Fact]
    public void Write_Halves_GiveNearlyTheSameVectors()
    {
        float[][] Vectors(bool half)
        {
            Convert(new RandomCheckpoint(), new ConversionOptions { ImageHeads = 3, TextHeads = 2, Tokenizer = RandomCheckpoint.TokenizerFile, HalfWeights = half });
            using var model = ClipModel.Open(_temp["model"]);
            using var tile = Tiles.Drawn(3);
            var image = new float[32];
            model.Images.Encode([tile], image, TestContext.Current.CancellationToken);
            return [image, model.Texts.Encode("two children on the beach", TestContext.Current.CancellationToken).Vector.ToArray()];
        }

        var single = Vectors(half: false);
        Directory.Delete(_temp["model"], recursive: true);
        var halved = Vectors(half: true);

        foreach (var (a, b) in single.Zip(halved)) Assert.InRange(a.Zip(b, (x, y) => x * y).Sum(), 0.99999f, 1.00001f);
    }

    [Fact]
    public void Write_SameCheckpoint_GivesTheSameBytes()
    {
        Convert(new RandomCheckpoint(), KnownHeads.Options);
        var first = File.ReadAllBytes(_temp["model", ModelManifest.FileName]);
        Directory.Delete(_temp["model"], recursive: true);
        Convert(new RandomCheckpoint(), KnownHeads.Options);

        Assert.Equal(first, File.ReadAllBytes(_temp["model", ModelManifest.FileName]));
    }

    [Fact]
    public void Write_WithoutTokenizer_CanBeUsedOnceOneIsPutThere()
    {
        Convert(new RandomCheckpoint(), new ConversionOptions { ImageHeads = 3, TextHeads = 2 });

        var error = Assert.Throws<ModelException>(() => ClipModel.Open(_temp["model"]));
        File.Copy(RandomCheckpoint.TokenizerFile, _temp["model", "textual", "tokenizer.json"]);
        using var model = ClipModel.Open(_temp["model"]);

        Assert.StartsWith("The tokenizer is missing: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(32, model.Texts.Dimensions);
    }

    [Fact]
    public void Write_PlaceThatIsTaken_IsRefusedAndLeftAlone()
    {
        var kept = _temp.Write("model/notes.txt", "mine"u8);
        using var conversion = CheckpointConversion.Open(new RandomCheckpoint().Write(_temp), KnownHeads.Options);

        var error = Assert.Throws<ModelException>(() => conversion.Write(_temp["model"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal($"{_temp["model"]} is there already and not empty. Name a new folder for the model, or remove this one.", error.Message);
        Assert.Equal([kept], Directory.EnumerateFileSystemEntries(_temp["model"]));
        Assert.Equal($"{kept} is a file. Name a new folder for the model.", Assert.Throws<ModelException>(() => CheckpointConversion.RequireFree(kept)).Message);
    }

    [Fact]
    public void Write_CancelledOrFailed_LeavesNothing()
    {
        using var conversion = CheckpointConversion.Open(new RandomCheckpoint().Write(_temp), KnownHeads.Options);
        using var cancel = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => conversion.Write(_temp["out", "model"], progress: _ => cancel.Cancel(), cancellationToken: cancel.Token));
        Assert.Throws<InvalidOperationException>(() => conversion.Write(_temp["out", "model"], complete: _ => throw new InvalidOperationException(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp["out"]));
    }

    [Fact]
    public void Write_ResizeToMoreThanIsCutOut_KeepsTransformersFile()
    {
        var checkpoint = new RandomCheckpoint();
        _temp.Write("checkpoint/preprocessor_config.json", """{"size":80,"crop_size":64,"resample":2,"image_mean":[0.1,0.2,0.3],"image_std":[0.5,0.5,0.5]}"""u8);
        Convert(checkpoint, KnownHeads.Options);

        using var model = ClipModel.Open(_temp["model"]);

        Assert.Equal("64x64;resize=80;ShortestSide;Bilinear;fill=0;mean=0.1,0.2,0.3;std=0.5,0.5,0.5", model.Preprocessing.Canonical);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("module.", false)]
    [InlineData("model.", true)]
    public void Write_OtherPrefixes_GiveTheSameGraphs(string prefix, bool isLinear)
    {
        Convert(new RandomCheckpoint(), KnownHeads.Options);
        var expected = new[] { "visual", "textual" }.Select(tower => File.ReadAllBytes(_temp["model", tower, "model.onnx"])).ToList();
        Directory.Delete(_temp["model"], recursive: true);

        // OpenCLIP's text tower of its own.
        var checkpoint = new RandomCheckpoint();
        foreach (var (name, tensor) in checkpoint.Tensors.ToList())
        {
            checkpoint.Tensors.Remove(name);
            checkpoint.Tensors[name.StartsWith("visual.", StringComparison.Ordinal) || name == "logit_scale" ? prefix + name : $"{prefix}text.{name}"] = tensor;
        }

        if (isLinear && checkpoint.Tensors.Remove($"{prefix}text.text_projection", out var projection))
        {
            checkpoint.Tensors[$"{prefix}text.text_projection.weight"] = ([projection.Shape[1], projection.Shape[0]], Matrices.Transpose(projection.Values, projection.Shape[0], projection.Shape[1]));
        }

        Convert(checkpoint, KnownHeads.Options);

        Assert.Equal(expected, new[] { "visual", "textual" }.Select(tower => File.ReadAllBytes(_temp["model", tower, "model.onnx"])));
    }

    private ConversionReport Convert(RandomCheckpoint checkpoint, ConversionOptions options)
    {
        using var conversion = CheckpointConversion.Open(checkpoint.Write(_temp), options);
        return conversion.Write(_temp["model"], cancellationToken: TestContext.Current.CancellationToken);
    }
}
