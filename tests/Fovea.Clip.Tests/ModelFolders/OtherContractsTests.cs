using System.Text;
using System.Text.Json.Nodes;

namespace Fovea.Clip.Tests;

/// <summary>Models whose contract is not CLIP's: SigLIP, SigLIP 2 and MobileCLIP, in the layouts in which they are found.</summary>
public sealed class OtherContractsTests
{
    private const string SiglipPreprocessor = """
        { "do_convert_rgb": null, "do_normalize": true, "do_rescale": true, "do_resize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
          "image_processor_type": "SiglipImageProcessor", "resample": 2, "rescale_factor": 0.00392156862745098, "size": { "height": 8, "width": 8 } }
        """;

    private static readonly PreprocessSpec Squashed =
        new() { Width = 8, Height = 8, Mode = ResizeMode.Squash, Mean = [0.5f, 0.5f, 0.5f], StandardDeviation = [0.5f, 0.5f, 0.5f] };

    [Fact]
    public void Siglip_HuggingFace_SquashesAndPadsToItsContext()
    {
        using var folder = new PieceFolder(Fixture("unigram"), context: 64).With("preprocessor_config.json", SiglipPreprocessor).With("config.json", """{ "model_type": "siglip", "text_config": {}, "vision_config": {} }""")
            .With("tokenizer_config.json", """{ "pad_token": "</s>", "eos_token": "</s>", "model_max_length": 64 }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(
            new PreprocessSpec { Width = 8, Height = 8, Mode = ResizeMode.Squash, Interpolation = Interpolation.Bilinear, Mean = [0.5f, 0.5f, 0.5f], StandardDeviation = [0.5f, 0.5f, 0.5f] }, model.Preprocessing);
        var ids = model.Texts.Tokenize("A Photo, of a DOG!").Ids;
        Assert.Equal(model.Texts.Tokenize("a photo of a dog").Ids, ids);
        Assert.Equal(1, ids[^1]);
        Assert.Equal(Unit([.. ids.Select(id => id + 0.5f), .. Enumerable.Repeat(1.5f, 64 - ids.Count)]), model.Texts.Encode("A Photo, of a DOG!", TestContext.Current.CancellationToken).Vector.ToArray(), Close);
    }

    [Fact]
    public void Siglip_WithItsGraphsAndItsTokenizerOnly_IsPreparedAsAllSiglipsAre()
    {
        using var folder = new PieceFolder(Fixture("unigram"), context: 64).With("config.json", """{ "model_type": "siglip" }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(Squashed, model.Preprocessing);
        Assert.Equal(1, model.Texts.Tokenizer.PadToken);
    }

    [Theory]
    [InlineData("processor_config.json", """{ "processor_class": "SiglipProcessor", "image_processor": { "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": { "height": 8, "width": 8 } } }""")]
    [InlineData("visual/preprocessor_config.json", """{ "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": { "height": 8, "width": 8 } }""")]
    [InlineData("preprocessor_config.json", """{ "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic", "resize_mode": "squash", "size": 8 }""")]
    [InlineData("open_clip_config.json", """{ "model_cfg": {}, "preprocess_cfg": { "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "resize_mode": "squash" } }""")]
    public void Preprocessing_WhereverAFolderHasIt_IsRead(string file, string json)
    {
        using var folder = new PieceFolder(Fixture("bpe"), context: 64).With("config.json", "{}").With(file, json);
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(Squashed, model.Preprocessing);
    }

    [Fact]
    public void Siglip2_HuggingFace_LowersAndKeepsPunctuation()
    {
        using var folder = new PieceFolder(Fixture("bpe"), context: 64).With("preprocessor_config.json", SiglipPreprocessor).With("config.json", """{ "model_type": "siglip2" }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(model.Texts.Tokenize("a dog, running").Ids, model.Texts.Tokenize("A Dog, RUNNING").Ids);
        Assert.NotEqual(model.Texts.Tokenize("a dog running").Ids, model.Texts.Tokenize("a dog, running").Ids);
        Assert.Equal(0, model.Texts.Tokenizer.PadToken);
    }

    [Fact]
    public void Siglip2_OpenClip_CanonicalisesAsItsConfigurationSays()
    {
        using var folder = new PieceFolder(Fixture("bpe"), ModelLayout.OpenClip, context: 64)
            .With("config.json", """{ "embed_dim": 64, "vision_cfg": { "image_size": 8 }, "text_cfg": { "context_length": 64, "vocab_size": 1000, "hf_tokenizer_name": "x", "tokenizer_kwargs": { "clean": "canonicalize" } } }""")
            .With(Path.Combine("visual", "preprocess_cfg.json"), """{ "size": [8, 8], "mode": "RGB", "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "interpolation": "bicubic", "resize_mode": "squash", "fill_color": 0 }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(ResizeMode.Squash, model.Preprocessing.Mode);
        Assert.Equal(model.Texts.Tokenize("snow white dog").Ids, model.Texts.Tokenize("  Snow_White   'Dog'! ").Ids);
        using var tile = new PixelTile(8, 8);
        tile.Pixels.Fill(200);
        model.Images.Encode([tile], new float[64], TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("lower", "a dog, running", true)]
    [InlineData("whitespace", "A  Dog, running", false)]
    public void OpenClip_OtherCleanings_DoAsTheySay(string clean, string same, bool lowers)
    {
        using var folder = new PieceFolder(Fixture("bpe"), ModelLayout.OpenClip, context: 64)
            .With("config.json", $$$"""{ "vision_cfg": { "image_size": 8 }, "text_cfg": { "tokenizer_kwargs": { "clean": "{{{clean}}}" } } }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Equal(model.Texts.Tokenize(same).Ids, model.Texts.Tokenize("A  Dog,  running").Ids);
        Assert.Equal(lowers, model.Texts.Tokenize("DOG").Ids.SequenceEqual(model.Texts.Tokenize("dog").Ids));
    }

    [Fact]
    public void OpenClip_CleaningThatIsNotKnown_IsRefused()
    {
        using var folder = new PieceFolder(Fixture("bpe"), ModelLayout.OpenClip).With("config.json", """{ "vision_cfg": { "image_size": 8 }, "text_cfg": { "tokenizer_kwargs": { "clean": "odd" } } }""");
        using var model = ClipModel.Open(folder.Folder);

        Assert.Contains("its texts are cleaned by \"odd\", which is not known.", Assert.Throws<ModelException>(() => model.Texts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MobileClip_HuggingFace_IsBilinearAndNotNormalised()
    {
        using var copy = new ModelCopy("hf");
        copy.Write("preprocessor_config.json", """
            { "crop_size": { "height": 64, "width": 64 }, "do_center_crop": true, "do_convert_rgb": true, "do_normalize": false, "do_rescale": true, "do_resize": true,
              "image_processor_type": "CLIPFeatureExtractor", "resample": 2, "rescale_factor": 0.00392156862745098, "size": { "shortest_edge": 64 } }
            """);

        using var model = ClipModel.Open(copy.Path);

        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64, Interpolation = Interpolation.Bilinear, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }, model.Preprocessing);
        Assert.IsType<ClipTokenizer>(model.Texts.Tokenizer);
    }

    [Fact]
    public void MobileClip_OpenClip_IsBilinearAndNotNormalised()
    {
        using var copy = new ModelCopy("openclip");
        copy.Write(Path.Combine("visual", "preprocess_cfg.json"), """{ "size": 64, "mean": [0, 0, 0], "std": [1, 1, 1], "interpolation": "bilinear", "resize_mode": "shortest" }""");

        using var model = ClipModel.Open(copy.Path);

        Assert.Equal(new PreprocessSpec { Width = 64, Height = 64, Interpolation = Interpolation.Bilinear, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }, model.Preprocessing);
    }

    [Fact]
    public void Tokenizer_OfALargerModel_IsRefused()
    {
        using var folder = new PieceFolder(Fixture("bpe")).With("config.json", """{ "model_type": "siglip", "text_config": { "vocab_size": 100 } }""").With("preprocessor_config.json", SiglipPreprocessor);
        using var model = ClipModel.Open(folder.Folder);

        Assert.Contains("does not belong to this model: it has ids up to ", Assert.Throws<ModelException>(() => model.Texts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokenizer_SpecialTokensThatFillTheContext_AreRefused()
    {
        var json = JsonNode.Parse(Encoding.UTF8.GetString(Fixture("bpe")))!;
        json["post_processor"]!["special_tokens"]!["</s>"]!["ids"] = new JsonArray([.. Enumerable.Range(0, 16).Select(i => (JsonNode)i)]);
        using var folder = new PieceFolder(Encoding.UTF8.GetBytes(json.ToJsonString())).With("preprocessor_config.json", SiglipPreprocessor);
        using var model = ClipModel.Open(folder.Folder);

        Assert.Contains("a text of 16 tokens leaves no room beside the special ones", Assert.Throws<ModelException>(() => model.Texts).Message, StringComparison.Ordinal);
    }

    private static bool Close(float a, float b) => MathF.Abs(a - b) < 1e-6f;

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => number / length)];
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tokenizers", $"{name}.json"));
}
