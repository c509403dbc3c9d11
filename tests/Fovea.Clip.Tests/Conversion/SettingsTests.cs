using System.Text;

namespace Fovea.Clip.Tests;

/// <summary>What tensors do not tell comes from the person, else from the files beside the checkpoint, else it is assumed aloud; contradictions are refused.</summary>
public sealed class SettingsTests : IDisposable
{
    private const string OpenClip = """{"model_cfg":{"embed_dim":32,"vision_cfg":{"image_size":64,"layers":2,"width":48,"patch_size":16,"head_width":16},"text_cfg":{"width":48,"heads":6,"layers":2}}}""";
    private const string HuggingFace = """{"model_type":"clip","projection_dim":32,"vision_config":{"num_attention_heads":4,"hidden_act":"gelu","layer_norm_eps":1e-6},"text_config":{}}""";

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Open_NothingSaid_AssumesAloudAndAsksForHeads()
    {
        var path = new RandomCheckpoint().Write(_temp);

        var error = Assert.Throws<ModelException>(() => CheckpointConversion.Open(path));
        using var conversion = CheckpointConversion.Open(path, new ConversionOptions { ImageHeads = 3, TextHeads = 2 });

        Assert.Equal($"{path} cannot be converted: nothing says how many heads its image tower has, and its width 48 is no multiple of 64, OpenAI's size of a head. Give --heads-image N, or put its config.json beside it.", error.Message);
        Assert.Equal(new ConvertedTower(48, 2, 3, ActivationKind.Gelu), conversion.Image);
        Assert.False(conversion.HasTokenizer);
        Assert.Equal(
            [
                "No configuration beside the checkpoint: the exact GELU is assumed, as OpenCLIP's own models have it. Weights that OpenAI trained need --activation quickgelu: with the wrong one the model finds little.",
                "Nothing beside the checkpoint says how pictures are prepared: OpenAI's mean, deviation and bicubic resize of the shorter side are assumed.",
            ],
            conversion.Notes);
    }

    [Theory]
    [InlineData("open_clip_config.json", OpenClip, 3, 6, ActivationKind.Gelu, ActivationKind.Gelu)]
    [InlineData("config.json", """{"embed_dim":32,"quick_gelu":true,"vision_cfg":{"width":48,"head_width":8},"text_cfg":{}}""", 6, 8, ActivationKind.QuickGelu, ActivationKind.QuickGelu)]
    [InlineData("config.json", HuggingFace, 4, 8, ActivationKind.Gelu, ActivationKind.QuickGelu)]
    public void Open_Configuration_IsFollowed(string file, string json, int imageHeads, int textHeads, ActivationKind image, ActivationKind text)
    {
        _temp.Write($"checkpoint/{file}", Encoding.UTF8.GetBytes(json));

        using var conversion = CheckpointConversion.Open(new RandomCheckpoint().Write(_temp));

        Assert.Equal(new ConvertedTower(48, 2, imageHeads, image), conversion.Image);
        Assert.Equal(new ConvertedTower(48, 2, textHeads, text), conversion.Text);
        Assert.DoesNotContain(conversion.Notes, note => note.Contains("GELU", StringComparison.Ordinal) || note.Contains("heads", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_OpenAisTensorsSavedAgain_HaveItsActivation()
    {
        var path = new RandomCheckpoint().Add("input_resolution", 64, 0).Write(_temp);

        using var conversion = CheckpointConversion.Open(path, new ConversionOptions { ImageHeads = 3, TextHeads = 2 });

        Assert.Equal((ActivationKind.QuickGelu, ActivationKind.QuickGelu), (conversion.Image.Activation, conversion.Text.Activation));
    }

    [Fact]
    public void Open_Options_ComeBeforeTheConfiguration()
    {
        _temp.Write("checkpoint/open_clip_config.json", Encoding.UTF8.GetBytes(OpenClip));

        using var conversion = CheckpointConversion.Open(new RandomCheckpoint().Write(_temp), new ConversionOptions { ImageHeads = 12, Activation = ActivationKind.QuickGelu });

        Assert.Equal(new ConvertedTower(48, 2, 12, ActivationKind.QuickGelu), conversion.Image);
        Assert.Equal(new ConvertedTower(48, 2, 6, ActivationKind.QuickGelu), conversion.Text);
    }

    [Theory]
    [InlineData("""{"embed_dim":64,"vision_cfg":{"width":48},"text_cfg":{}}""", " is of another model than ")]
    [InlineData("""{"vision_cfg":{"head_width":16},"text_cfg":{}}""", " is 768 in it, and 48 in the checkpoint.")]
    [InlineData("""{"embed_dim":32,"vision_cfg":{"width":48,"layers":12},"text_cfg":{}}""", "the number of blocks of the image tower is 12 in it, and 2 in the checkpoint. Put the checkpoint into a folder with its own configuration, or into one without any.")]
    [InlineData("""{"vision_cfg":{"width":48,"image_size":224},"text_cfg":{}}""", "the number of patches of a picture is 196 in it, and 16 in the checkpoint.")]
    [InlineData("""{"vision_config":{},"text_config":{"vocab_size":49408}}""", "the size of the vocabulary is 49408 in it, and 8192 in the checkpoint.")]
    [InlineData("""{"vision_config":{},"text_config":{"eos_token_id":49407}}""", "\"eos_token_id\" is 49407, and the checkpoint has a table of 8192 tokens. Use the files of one and the same model.")]
    [InlineData("""{"vision_cfg":{"width":48,"head_width":16},"text_cfg":{"heads":5}}""", "its text tower is 48 wide, which ")]
    [InlineData("""{"vision_cfg":{"width":48,"head_width":16},"text_cfg":{"no_causal_mask":true}}""", "it describes another model than OpenAI's CLIP: \"no_causal_mask\" is true.")]
    [InlineData("""{"vision_cfg":{"width":48,"pool_type":"avg"},"text_cfg":{}}""", "it describes another model than OpenAI's CLIP: \"pool_type\" is \"avg\".")]
    [InlineData("""{"vision_cfg":{"width":48,"layers":[3,4,6,3]},"text_cfg":{}}""", "it describes another model than OpenAI's CLIP: it describes a ResNet.")]
    [InlineData("""{"model_type":"siglip","vision_config":{},"text_config":{}}""", "its model is of the type \"siglip\". Convert a CLIP")]
    [InlineData("""{"vision_config":{"hidden_act":"relu"},"text_config":{}}""", "\"hidden_act\" is \"relu\"; known are quick_gelu and gelu.")]
    [InlineData("""{"vision_config":{"hidden_act":"\ud800"},"text_config":{}}""", "it holds a text that is not Unicode.")]
    [InlineData("{", "it is not valid JSON")]
    public void Open_ConfigurationOfAnotherModel_IsRefused(string json, string error)
    {
        _temp.Write("checkpoint/config.json", Encoding.UTF8.GetBytes(json));
        var path = new RandomCheckpoint().Write(_temp);

        Assert.Contains(error, Assert.Throws<ModelException>(() => CheckpointConversion.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PicturesOfAnotherSize_AreRefused()
    {
        var file = _temp.Write("checkpoint/preprocessor_config.json", """{"size":224,"crop_size":224}"""u8);
        var path = new RandomCheckpoint().Write(_temp);

        Assert.Equal(
            $"{file} is of another model than the checkpoint beside it: pictures are 224×224 in it, and 64×64 in the checkpoint. Put the checkpoint into a folder with its own configuration, or into one without any.",
            Assert.Throws<ModelException>(() => CheckpointConversion.Open(path, KnownHeads.Options)).Message);
    }

    [Fact]
    public void Open_PicturesThatAreNoSquares_HaveTheConfiguredSides()
    {
        _temp.Write("checkpoint/config.json", """{"vision_cfg":{"width":48,"head_width":16,"image_size":[48,96]},"text_cfg":{"heads":2}}"""u8);
        var path = new RandomCheckpoint().Add("visual.positional_embedding", 0.5f, 0, 19, 48).Write(_temp);

        using var conversion = CheckpointConversion.Open(path, new ConversionOptions { Tokenizer = RandomCheckpoint.TokenizerFile });
        conversion.Write(_temp["model"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((48, 96), (conversion.Preprocessing.Height, conversion.Preprocessing.Width));
        using var model = ClipModel.Open(_temp["model"]);
        using var tile = new PixelTile(96, 48);
        var vector = new float[32];
        model.Images.Encode([tile], vector, TestContext.Current.CancellationToken);
        Assert.Equal(1, vector.Sum(v => v * v), 1e-3f);
    }

    [Fact]
    public void Open_TokenizerBesideIt_IsFound()
    {
        _temp.Write("checkpoint/tokenizer.json", File.ReadAllBytes(RandomCheckpoint.TokenizerFile));

        using var conversion = CheckpointConversion.Open(new RandomCheckpoint().Write(_temp), new ConversionOptions { ImageHeads = 3, TextHeads = 2 });

        Assert.True(conversion.HasTokenizer);
    }

    [Fact]
    public void Open_TokenizerOfAnotherModel_IsRefused()
    {
        var checkpoint = new RandomCheckpoint();
        checkpoint.Add("token_embedding.weight", 1, 0, 8000, 48);
        var folder = Path.GetDirectoryName(RandomCheckpoint.TokenizerFile);

        Assert.Equal(
            $"The tokenizer in {folder} does not belong to this checkpoint: it has ids up to 8191, and the checkpoint a table of 8000. Name the right one with --tokenizer.",
            Fails(checkpoint, RandomCheckpoint.TokenizerFile));
        Assert.Equal($"There is no tokenizer {_temp["none"]}. Name its file or folder: tokenizer.json, or vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz.", Fails(checkpoint, _temp["none"]));
        Assert.Equal($"{_temp.Path} holds no tokenizer. Looked for tokenizer.json, or vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz.", Fails(checkpoint, _temp.Path));
        Assert.StartsWith($"{_temp["x.txt"]} is not named as a tokenizer's file is. ", Fails(checkpoint, _temp.Write("x.txt", "x"u8)), StringComparison.Ordinal);
    }

    private string Fails(RandomCheckpoint checkpoint, string tokenizer) => Assert.Throws<ModelException>(
        () => CheckpointConversion.Open(checkpoint.Write(_temp), new ConversionOptions { ImageHeads = 3, TextHeads = 2, Tokenizer = tokenizer })).Message;
}
