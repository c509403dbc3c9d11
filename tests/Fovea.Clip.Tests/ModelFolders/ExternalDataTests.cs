namespace Fovea.Clip.Tests;

/// <summary>Graphs whose weights lie in files beside them give what they gave with their weights inside; files elsewhere are never read.</summary>
public sealed class ExternalDataTests
{
    [Theory]
    [InlineData("hf", "onnx/vision_model.onnx", "onnx/text_model.onnx")]
    [InlineData("openclip", "visual/model.onnx", "textual/model.onnx")]
    public void Open_WeightsBeside_GivesTheSameVectors(string layout, string image, string text)
    {
        using var whole = new ModelCopy(layout);
        using var apart = new ModelCopy(layout);
        ExternalWeights.Move(apart[image], _ => Path.GetFileName(image) + "_data");
        Assert.True(ExternalWeights.Move(apart[text], name => $"weights/{name.Replace(':', '_').Replace('/', '_')}.bin").Count > 5);

        var (a, b) = (Vectors(whole), Vectors(apart));

        Assert.Equal(a.Text, b.Text);
        Assert.Equal(a.Image, b.Image);
        Assert.NotEqual(a.Space.Id, b.Space.Id);
    }

    [Fact]
    public void Open_OtherWeightsBeside_AreAnotherSpace()
    {
        using var model = new ModelCopy();
        ExternalWeights.Move(model["onnx", "vision_model.onnx"], _ => "vision_model.onnx_data");
        var before = SpaceOf(model);

        model.FlipByte("onnx/vision_model.onnx_data");

        Assert.NotEqual(before, SpaceOf(model));
    }

    [Theory]
    [InlineData("../weights.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("a/../../weights.bin")]
    [InlineData("..\\weights.bin")]
    [InlineData("C:weights.bin")]
    [InlineData("")]
    [InlineData("./weights.bin")]
    public void Open_WeightsElsewhere_IsRefused(string place)
    {
        using var model = new ModelCopy();
        var path = model["onnx", "vision_model.onnx"];
        ExternalWeights.Move(path, _ => place, write: false);

        Assert.StartsWith(
            $"{path} is of a kind that Fovea does not run: its weights lie in \"{place}\" (ONNX external data), which is no file in its own folder. Such a graph could read any file on this machine.",
            model.OpenFails().Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightsThatAreNotThere_SaysWhichFile()
    {
        using var model = new ModelCopy();
        ExternalWeights.Move(model["onnx", "vision_model.onnx"], _ => "vision.data", write: false);

        Assert.StartsWith($"A file with weights of vision_model.onnx is missing: {model["onnx", "vision.data"]} does not exist.", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightsThatAreCutOff_SaysSo()
    {
        using var model = new ModelCopy();
        ExternalWeights.Move(model["onnx", "vision_model.onnx"], _ => "vision.data");
        var path = model["onnx", "vision.data"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        Assert.StartsWith($"{path} cannot be used: it is cut off: it has ", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WeightsThatAManifestDoesNotName_IsRefused()
    {
        using var model = new ModelCopy();
        ExternalWeights.Move(model["onnx", "vision_model.onnx"], _ => "vision.data");
        model.WriteManifest();
        Assert.NotEmpty(SpaceOf(model));
        model.FlipByte("onnx/vision.data");

        Assert.Contains("is not the file that the manifest names", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WholeGraphWithWeightsBeside_HasThem()
    {
        using var whole = new ModelCopy();
        using var apart = new ModelCopy();
        ExternalWeights.Move(apart["onnx", "text_model.onnx"], _ => "text.data");

        var (a, b) = (OnnxModelReader.Read(whole["onnx", "text_model.onnx"]), OnnxModelReader.Read(apart["onnx", "text_model.onnx"]));

        Assert.Equal(a.Weights.Count, b.Weights.Count);
        Assert.All(a.Weights, weight => Assert.True(weight.Value.Data.Span.SequenceEqual(b.Weights[weight.Key].Data.Span), weight.Key));
    }

    private static string SpaceOf(ModelCopy folder)
    {
        using var model = ClipModel.Open(folder.Path);
        return model.Space.Id;
    }

    private static (float[] Text, float[] Image, EmbeddingSpace Space) Vectors(ModelCopy folder)
    {
        using var model = ClipModel.Open(folder.Path);
        using var tile = new PixelTile(model.Preprocessing.Width, model.Preprocessing.Height);
        new Random(1).NextBytes(tile.Pixels);
        var image = new float[model.Images.Dimensions];
        model.Images.Encode([tile], image, TestContext.Current.CancellationToken);
        return (model.Texts.Encode("a dog", TestContext.Current.CancellationToken).Vector.ToArray(), image, model.Space);
    }
}
