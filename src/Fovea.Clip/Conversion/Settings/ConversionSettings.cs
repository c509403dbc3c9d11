namespace Fovea.Clip;

/// <summary>Everything that tensors do not tell, decided: by the person, else by the files beside the checkpoint, else as its writers do.</summary>
internal sealed class ConversionSettings
{
    private const int UsualHead = 64;
    private const float UsualEpsilon = 1e-5f;

    // OpenAI's archives have it, and it stays when their tensors are saved again.
    private const string OpenAiBuffer = "input_resolution";

    private readonly Checkpoint _checkpoint;
    private readonly CheckpointConfig? _config;
    private readonly ConversionOptions _options;
    private readonly List<string> _notes = [];

    /// <summary>Decides.</summary>
    /// <exception cref="ModelException">Files contradict one another, or something must be said by the person.</exception>
    public ConversionSettings(Checkpoint checkpoint, CheckpointNaming naming, TowerShape image, TowerShape text, ConversionOptions options)
    {
        (_checkpoint, _options) = (checkpoint, options);
        _config = CheckpointConfig.Read(checkpoint.Folder, naming.IsHuggingFace);
        RequireSame(image, text);
        Grid = FindGrid(image);
        var activation = naming.IsHuggingFace || checkpoint.Kind == CheckpointKind.TorchScript || checkpoint.Tensors.ContainsKey(naming.Prefix + OpenAiBuffer) ? ActivationKind.QuickGelu : ActivationKind.Gelu;
        Image = new TowerSettings(Heads("image", image.Width, options.ImageHeads, _config?.Image), Activation(_config?.Image, activation), _config?.Image.Epsilon ?? UsualEpsilon);
        Text = new TowerSettings(Heads("text", text.Width, options.TextHeads, _config?.Text), Activation(_config?.Text, activation), _config?.Text.Epsilon ?? UsualEpsilon);
        if (options.Activation is null && _config?.Image.Activation is null) NoteActivation(activation, naming.IsHuggingFace);
        Pictures = CheckpointPictures.Read(checkpoint.Folder, naming.IsHuggingFace, (Grid.Rows * image.Embedding[2], Grid.Columns * image.Embedding[2]));
        if (Pictures.File is null) _notes.Add("Nothing beside the checkpoint says how pictures are prepared: OpenAI's mean, deviation and bicubic resize of the shorter side are assumed.");
    }

    public TowerSettings Image { get; }

    public TowerSettings Text { get; }

    /// <summary>Rows and columns of patches.</summary>
    public (int Rows, int Columns) Grid { get; }

    /// <summary>How pictures are prepared.</summary>
    public CheckpointPictures Pictures { get; }

    /// <summary>The token whose vector is the text's, by its first place; null: the largest id.</summary>
    public int? EndToken => _config?.EndToken;

    /// <summary>What was assumed, as sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    private void RequireSame(TowerShape image, TowerShape text)
    {
        if (image.Dimensions != text.Dimensions)
        {
            throw CheckpointError.Damaged(_checkpoint.Path, FormattableString.Invariant($"its pictures become {image.Dimensions} numbers and its texts {text.Dimensions}; the two towers do not belong together."));
        }

        if (_config is not { } config) return;
        RequireEqual("the width of the image tower", config.Image.Width, image.Width);
        RequireEqual("the number of blocks of the image tower", config.Image.Layers, image.Layers);
        RequireEqual("the width of the text tower", config.Text.Width, text.Width);
        RequireEqual("the number of blocks of the text tower", config.Text.Layers, text.Layers);
        RequireEqual("the number of dimensions", config.Dimensions, image.Dimensions);
        RequireEqual("the longest text in tokens", config.Context, text.Positions);
        RequireEqual("the size of the vocabulary", config.Vocabulary, text.Embedding[0]);
        if (config.EndToken is not { } end || end < text.Embedding[0]) return;
        throw CheckpointError.Refused(config.Path, FormattableString.Invariant($"\"eos_token_id\" is {end}, and the checkpoint has a table of {text.Embedding[0]} tokens."), "Use the files of one and the same model.");
    }

    private void RequireEqual(string what, int? configured, int found)
    {
        if (configured is null || configured == found) return;
        throw new ModelException(_config!.Path, FormattableString.Invariant(
            $"{_config.Path} is of another model than {_checkpoint.Path}: {what} is {configured} in it, and {found} in the checkpoint. Put the checkpoint into a folder with its own configuration, or into one without any."));
    }

    private (int Rows, int Columns) FindGrid(TowerShape image)
    {
        if (image.Embedding[1] != 3 || image.Embedding[2] != image.Embedding[3])
        {
            throw CheckpointError.Refused(_checkpoint.Path, $"its patches are [{string.Join(", ", image.Embedding.Skip(1))}], not three colours and a square.", "Convert a CLIP for colour pictures.");
        }

        var (patch, patches) = (image.Embedding[2], image.Positions - 1);
        if (_config?.ImageSize is var (height, width))
        {
            RequireEqual("the number of patches of a picture", height / patch * (width / patch), patches);
            return (height / patch, width / patch);
        }

        var side = (int)Math.Round(Math.Sqrt(patches));
        return side > 0 && side * side == patches
            ? (side, side)
            : throw CheckpointError.Refused(
                _checkpoint.Path, FormattableString.Invariant($"its pictures have {patches} patches, which is no square, and nothing beside it says how high and wide they are."), "Put its config.json with \"image_size\" beside it.");
    }

    private int Heads(string tower, int width, int? option, TowerConfig? config)
    {
        var heads = option ?? config?.Heads;
        if (heads is null && width % UsualHead == 0)
        {
            _notes.Add(FormattableString.Invariant($"No configuration beside the checkpoint: {width / UsualHead} heads of {UsualHead} numbers are assumed in the {tower} tower, as OpenAI's models have them; --heads-{tower} N says otherwise."));
            return width / UsualHead;
        }

        if (heads is null)
        {
            throw CheckpointError.Refused(
                _checkpoint.Path, FormattableString.Invariant($"nothing says how many heads its {tower} tower has, and its width {width} is no multiple of {UsualHead}, OpenAI's size of a head."), $"Give --heads-{tower} N, or put its config.json beside it.");
        }

        return heads > 0 && width % heads == 0
            ? heads.Value
            : throw CheckpointError.Refused(
                _checkpoint.Path, FormattableString.Invariant($"its {tower} tower is {width} wide, which {(option is null ? _config!.Path : $"--heads-{tower}")} would divide among {heads} heads."), $"Give --heads-{tower} N with a number that divides {width}.");
    }

    private ActivationKind Activation(TowerConfig? config, ActivationKind usual) => _options.Activation ?? config?.Activation ?? usual;

    private void NoteActivation(ActivationKind activation, bool isHuggingFace) => _notes.Add(activation == ActivationKind.Gelu
        ? "No configuration beside the checkpoint: the exact GELU is assumed, as OpenCLIP's own models have it. Weights that OpenAI trained need --activation quickgelu: with the wrong one the model finds little."
        : $"No configuration beside the checkpoint: QuickGELU is assumed, as {(isHuggingFace ? "OpenAI's models have it; models that OpenCLIP trained" : "OpenAI's models have it; others")} need --activation gelu: with the wrong one the model finds little.");
}
