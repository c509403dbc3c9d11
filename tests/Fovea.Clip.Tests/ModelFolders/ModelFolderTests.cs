namespace Fovea.Clip.Tests;

/// <summary>Model folders as they are found in the wild, and what is said when one cannot be used.</summary>
public sealed class ModelFolderTests
{
    [Theory]
    [InlineData("openclip", ModelLayout.OpenClip, "visual/model.onnx")]
    [InlineData("hf", ModelLayout.HuggingFace, "onnx/vision_model.onnx")]
    public void Read_KnownLayout_DescribesModel(string layout, ModelLayout expected, string imageTower)
    {
        var folder = ModelFolder.Read(Path.Combine(Reference.TinyClip, layout));

        Assert.Equal(expected, folder.Layout);
        Assert.Equal(32, folder.Dimensions);
        Assert.Equal(Path.Combine(folder.Path, Path.Combine(imageTower.Split('/'))), folder.ImageTower);
        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64 }, folder.Preprocessing);
        Assert.Equal(layout, folder.Name);
        Assert.False(folder.IsStarter);
    }

    [Fact]
    public void Read_RclipLayout_TakesSizesFromGraphAndDefaultsFromClip()
    {
        using var temp = new TempFolder();
        var source = Path.Combine(Reference.TinyClip, "openclip");
        temp.Write("visual.onnx", File.ReadAllBytes(Path.Combine(source, "visual", "model.onnx")));
        temp.Write("textual.onnx", File.ReadAllBytes(Path.Combine(source, "textual", "model.onnx")));
        temp.Write(Path.Combine("tokenizer", "bpe_simple_vocab_16e6.txt.gz"), Gzip(File.ReadAllText(Path.Combine(Reference.TinyClip, "hf", "merges.txt"))));

        using var model = ClipModel.Open(temp.Path);

        Assert.Equal(ModelLayout.Rclip, model.Folder.Layout);
        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64 }, model.Preprocessing);
        Assert.Equal([8190, 320, 1214, 530, 320, 876, 8191], model.Texts.Tokenize("a photo of a cat").Ids);
    }

    [Fact]
    public void Read_SeveralVariants_PrefersFullPrecisionThenHalf()
    {
        using var model = new ModelCopy();
        foreach (var suffix in new[] { "_fp16", "_quantized", "_bnb4" }) File.Copy(model["onnx", "text_model.onnx"], model["onnx", $"text_model{suffix}.onnx"]);

        Assert.Equal(model["onnx", "text_model.onnx"], ModelFolder.Read(model.Path).TextTower);
        File.Delete(model["onnx", "text_model.onnx"]);
        Assert.Equal(model["onnx", "text_model_fp16.onnx"], ModelFolder.Read(model.Path).TextTower);
    }

    [Fact]
    public void Read_GraphsInRoot_FindsThem()
    {
        using var model = new ModelCopy();
        foreach (var name in new[] { "vision_model.onnx", "text_model.onnx" }) File.Move(model["onnx", name], model[name]);

        Assert.Equal(model["text_model.onnx"], ModelFolder.Read(model.Path).TextTower);
    }

    // Hugging Face's cache keeps the files as blobs and the model as links to them.
    [Fact]
    public void Open_LinksToBlobs_ReadsWhatTheyPointTo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links needs rights that a test does not have on Windows");
        using var model = new ModelCopy().WriteManifest();
        foreach (var (name, i) in new[] { "onnx/text_model.onnx", "onnx/vision_model.onnx", "vocab.json" }.Select((n, i) => (n, i)))
        {
            var blob = Path.Combine(model.Parent, FormattableString.Invariant($"blob{i}"));
            File.Move(model[name], blob);
            File.CreateSymbolicLink(model[name], blob);
        }

        using var opened = ClipModel.Open(model.Path);
        Assert.Equal(32, opened.Texts.Encode("a cat", TestContext.Current.CancellationToken).Vector.Length);
        Assert.True(ModelFolder.Verify(model.Path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
    }

    [Fact]
    public void Read_NoConfiguration_TakesSizesFromGraph()
    {
        using var model = new ModelCopy().Delete("config.json").Delete("preprocessor_config.json");

        var folder = ModelFolder.Read(model.Path);

        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64 }, folder.Preprocessing);
        Assert.Equal("model", folder.Name);
    }

    [Fact]
    public void Read_HalfAModelOfAnotherLayoutBeside_TakesTheWholeOne()
    {
        using var model = new ModelCopy().Write("visual/model.onnx", "left over");

        Assert.Equal(ModelLayout.HuggingFace, ModelFolder.Read(model.Path).Layout);
    }

    [Fact]
    public void Read_OneLevelTooHigh_NamesTheModelBelow()
    {
        using var model = new ModelCopy();
        var error = Assert.Throws<ModelException>(() => ModelFolder.Read(model.Parent));
        Assert.Equal(
            $"{model.Parent} holds no model. Looked for visual/model.onnx and textual/model.onnx (OpenCLIP), onnx/vision_model.onnx and onnx/text_model.onnx (Hugging Face), "
            + $"visual.onnx and textual.onnx (rclip). There is a model below: name {model.Path}.",
            error.Message);
        Assert.Equal(model.Parent, error.Path);
    }

    [Theory]
    [InlineData("hf", "onnx")]
    [InlineData("openclip", "textual")]
    public void Read_TowerFolder_NamesTheModelAbove(string layout, string part)
    {
        using var model = new ModelCopy(layout);
        var error = Assert.Throws<ModelException>(() => ModelFolder.Read(model[part]));
        Assert.EndsWith($"It seems to be a part of a model: name the folder above, {model.Path}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFolder_SaysSo()
    {
        using var temp = new TempFolder();
        Assert.Equal(
            $"There is no model folder {temp["nothing"]}. Check the path, or list the models with \"fovea models list\".",
            Assert.Throws<ModelException>(() => ModelFolder.Read(temp["nothing"])).Message);
        var file = temp.Write("picture.png", [1]);
        Assert.StartsWith($"{file} is a file. Name the folder of the model", Assert.Throws<ModelException>(() => ModelFolder.Read(file)).Message, StringComparison.Ordinal);
        Assert.EndsWith("Name the folder of a model.", Assert.Throws<ModelException>(() => ModelFolder.Read(Path.Combine(temp.Path, "."))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vision_model.onnx", "The image tower is missing: ")]
    [InlineData("text_model.onnx", "The text tower is missing: ")]
    public void Read_OneTower_NamesTheOther(string file, string message)
    {
        using var model = new ModelCopy().Delete(Path.Combine("onnx", file));
        Assert.Equal($"{message}{model["onnx", file]} does not exist. Complete the model folder, or fetch the model again.", model.OpenFails().Message);
    }

    [Fact]
    public void Open_NoTokenizer_NamesWhatWasLookedFor()
    {
        using var model = new ModelCopy().Delete("vocab.json");
        Assert.Equal(
            $"The tokenizer is missing: looked for tokenizer.json, vocab.json with merges.txt, and bpe_simple_vocab_16e6.txt.gz in {model.Path}. Complete the model folder, or fetch the model again.",
            model.OpenFails().Message);
    }

    // Photos could be encoded for hours before the first search found out.
    [Fact]
    public void Read_NoTokenizer_IsRefusedBeforeAnythingLoads()
    {
        using var model = new ModelCopy().Delete("vocab.json");
        Assert.StartsWith("The tokenizer is missing: ", Assert.Throws<ModelException>(() => ModelFolder.Read(model.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TowersOfTwoModels_SaysThatTheyDoNotBelongTogether()
    {
        using var model = new ModelCopy("openclip").Delete("config.json");
        var (image, text) = (model["visual", "model.onnx"], model["textual", "model.onnx"]);
        File.Copy(RepositoryRoot.File("models", "starter", "textual", "model.onnx"), text, overwrite: true);
        Assert.Equal(
            $"The two towers in {model.Path} do not belong together: pictures become 32 numbers ({image}), texts 256 ({text}). Use the files of one and the same model, exported with their projections.",
            Assert.Throws<ModelException>(() => ModelFolder.Read(model.Path)).Message);
    }

    [Fact]
    public void Open_NoMerges_NamesTheFile()
    {
        using var model = new ModelCopy().Delete("merges.txt");
        Assert.StartsWith($"The tokenizer's list of merges is missing: {model["merges.txt"]} does not exist.", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "\"projection_dim\": 32", "\"projection_dim\": 512", "the number of dimensions is 32 in the graph but 512 (")]
    [InlineData("config.json", "\"image_size\": 64", "\"image_size\": 224", "the picture size is 64 × 64 in the graph but 224 × 224 (")]
    [InlineData("preprocessor_config.json", "\"height\": 64", "\"height\": 32", "the picture size is 64 × 64 in the graph but 64 × 32 in the configuration.")]
    public void Read_ConfigurationOfAnotherModel_NamesTheContradiction(string file, string what, string with, string message)
    {
        using var model = new ModelCopy().Edit(file, what, with);
        Assert.Contains(message, model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ContextOfAnotherModel_NamesTheContradiction()
    {
        using var model = new ModelCopy("openclip").Edit("config.json", "\"context_length\": 77", "\"context_length\": 64");
        Assert.Equal(
            $"The model contradicts itself in {model["textual", "model.onnx"]}: the context length is 77 in the graph but 64 ({model["config.json"]}) in the configuration. Use the files of one and the same model.",
            model.OpenFails().Message);
    }

    [Fact]
    public void Open_VocabularyOfAnotherModel_SaysSo()
    {
        using var model = new ModelCopy().Edit("config.json", "\"vocab_size\": 8192", "\"vocab_size\": 4096");
        Assert.Contains("it has ids up to 8191, but", model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config.json", "{ \"a\": ")]
    [InlineData("config.json", "[]")]
    [InlineData("preprocessor_config.json", "<html>404</html>")]
    [InlineData("preprocessor_config.json", "{\"size\": \"large\"}")]
    [InlineData("preprocessor_config.json", "{\"size\": 64, \"image_std\": [1, 0, 1]}")]
    [InlineData("preprocessor_config.json", "{\"size\": 0, \"crop_size\": 0}")]
    [InlineData("vocab.json", "{\"a\": \"b\"}")]
    [InlineData("vocab.json", "")]
    [InlineData("merges.txt", "#version: 0.2\nonly\n")]
    [InlineData("tokenizer.json", "{\"model\": {\"type\": \"Unigram\"}}")]
    [InlineData("tokenizer.json", "{\"model\": {\"type\": \"BPE\", \"vocab\": {}, \"merges\": []}}")]
    [InlineData("tokenizer_config.json", "not json")]
    public void Open_DamagedConfiguration_NamesTheFile(string file, string content)
    {
        using var model = new ModelCopy().Write(file, content);
        Assert.Equal(model[file], model.OpenFails().Path);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
