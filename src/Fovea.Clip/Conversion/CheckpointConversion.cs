namespace Fovea.Clip;

/// <summary>
/// Turns the checkpoint of a CLIP, as its makers published it, into a model folder. A checkpoint is data: nothing in it is run. What is read is described in
/// docs/formats/checkpoints.md.
/// </summary>
/// <remarks>Not thread-safe. Dispose closes the checkpoint's files.</remarks>
public sealed class CheckpointConversion : IDisposable
{
    // A graph is one message of protocol buffers, which has less than 2 GB.
    private const long LargestGraph = int.MaxValue - (16L << 20);

    private readonly Checkpoint _checkpoint;
    private readonly ConversionOptions _options;
    private readonly TowerTensors _image;
    private readonly TowerTensors _text;
    private readonly ConversionSettings _settings;
    private readonly TokenizerFiles? _tokenizer;

    private CheckpointConversion(Checkpoint checkpoint, ConversionOptions options)
    {
        (_checkpoint, _options) = (checkpoint, options);
        var other = OtherFamilies.Describe(checkpoint.Tensors.Keys);
        var naming = other is null ? CheckpointNaming.Find(checkpoint) : null;
        if (naming is null) throw NoClip(checkpoint, other);
        _image = new TowerTensors(checkpoint, naming.Image);
        _text = new TowerTensors(checkpoint, naming.Text);
        RequireAllKnown(naming);
        _settings = new ConversionSettings(checkpoint, naming, _image.Shape, _text.Shape, options);
        _tokenizer = TokenizerFiles.Find(options.Tokenizer, checkpoint.Folder);
        _tokenizer?.RequireFit(_text.Shape.Embedding[0], _settings.EndToken);
        RequireSize("image", _image.Shape);
        RequireSize("text", _text.Shape);
    }

    /// <summary>What the model expects of a picture.</summary>
    public PreprocessSpec Preprocessing => _settings.Pictures.Spec;

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions => _image.Shape.Dimensions;

    /// <summary>The side of a patch in pixels.</summary>
    public int Patch => _image.Shape.Embedding[2];

    /// <summary>The longest text in tokens.</summary>
    public int Context => _text.Shape.Positions;

    /// <summary>How many tokens there are.</summary>
    public int Vocabulary => _text.Shape.Embedding[0];

    /// <summary>The image tower.</summary>
    public ConvertedTower Image => Describe(_image.Shape, _settings.Image);

    /// <summary>The text tower.</summary>
    public ConvertedTower Text => Describe(_text.Shape, _settings.Text);

    /// <summary>What was assumed because no file says it, as sentences.</summary>
    public IReadOnlyList<string> Notes => _settings.Notes;

    /// <summary>Whether a tokenizer was found. Without one the folder cannot be used until one is put into its folder <c>textual</c>.</summary>
    public bool HasTokenizer => _tokenizer is not null;

    /// <summary>The tokenizer's files that are looked for, as a list in words.</summary>
    public static string TokenizerNames => TokenizerFiles.Wanted;

    /// <summary>Refuses a place where something is already, before any work.</summary>
    /// <exception cref="ModelException">It is taken.</exception>
    public static void RequireFree(string folder) => NewModelFolder.RequireFree(folder);

    /// <summary>Opens a checkpoint, tells what it is and checks that all of it is there; no weights are read.</summary>
    /// <param name="checkpoint">The file, or a folder that holds one.</param>
    /// <param name="options">Default: what the files say.</param>
    /// <exception cref="ModelException">It is damaged, no CLIP, or one that is not understood; the message says what to do.</exception>
    public static CheckpointConversion Open(string checkpoint, ConversionOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        var opened = CheckpointFiles.Open(checkpoint);
        try
        {
            return new CheckpointConversion(opened, options ?? new ConversionOptions());
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Writes the model folder: it is there as a whole at the end, or not at all.</summary>
    /// <param name="folder">Its place: nothing, or an empty folder.</param>
    /// <param name="complete">Called with the folder in the making when all files are in it; may add to it what a manifest does not name.</param>
    /// <param name="progress">Called with what is being done.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="ModelException">The checkpoint cannot be read, or the folder not written.</exception>
    public ConversionReport Write(string folder, Action<string>? complete = null, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using var made = NewModelFolder.Create(folder, GraphBytes(_image.Shape) + GraphBytes(_text.Shape) + (64L << 20));
        try
        {
            WriteTower("image tower", made["visual", "model.onnx"], ImageGraph, progress, cancellationToken);
            WriteTower("text tower", made["textual", "model.onnx"], TextGraph, progress, cancellationToken);
            File.WriteAllBytes(made["config.json"], PublishedConfig.Config(_image.Shape, _text.Shape, _settings));
            WritePreprocessing(made);
            _tokenizer?.CopyTo(made["textual"]);
            // Without a tokenizer there is nothing to vouch for yet: a file that is put there later would be refused.
            if (HasTokenizer) Vouch(made, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), progress, cancellationToken);
            complete?.Invoke(made.Path);
            var bytes = new DirectoryInfo(made.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            made.Publish();
            return new ConversionReport(Path.GetFullPath(folder), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NewModelFolder.Unwritable(Path.GetFullPath(folder), e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _checkpoint.Dispose();

    private OnnxModel ImageGraph(CancellationToken cancellationToken) =>
        PublishedGraphs.Image(new TowerReader(_image, _settings.Image, cancellationToken).Images(_settings.Grid), _options.HalfWeights);

    private OnnxModel TextGraph(CancellationToken cancellationToken) =>
        PublishedGraphs.Text(new TowerReader(_text, _settings.Text, cancellationToken).Texts(), _settings.EndToken, _options.HalfWeights);

    private static void WriteTower(string name, string path, Func<CancellationToken, OnnxModel> build, Action<string>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Invoke($"{name}: reading the checkpoint");
        WriteGraph(path, build(cancellationToken), () => progress?.Invoke($"{name}: writing the graph"));

        // A tower's weights are garbage now, and the collector does not know that gigabytes are much for a person's machine.
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static void Vouch(NewModelFolder made, string name, Action<string>? progress, CancellationToken cancellationToken)
    {
        progress?.Invoke("checking");
        ModelFolder.Read(made.Path).ReadTokenizer();
        var manifest = ModelManifest.Describe(made.Path, name, null, isStarter: false, cancellationToken);
        File.WriteAllBytes(made[ModelManifest.FileName], manifest.ToJson());
    }

    // Of its own, so that nothing holds the graph when it returns.
    private static void WriteGraph(string path, OnnxModel graph, Action told)
    {
        told();
        OnnxModelWriter.Write(graph, path);
    }

    // OpenCLIP's words cannot say that pictures are resized to more than is cut out; transformers' can.
    private void WritePreprocessing(NewModelFolder made)
    {
        if (_settings.Pictures is { Spec.ResizeTo: not null, File: { } file }) File.Copy(file, made[Path.GetFileName(file)]);
        else File.WriteAllBytes(made["visual", "preprocess_cfg.json"], PublishedConfig.Preprocess(Preprocessing));
    }

    private void RequireAllKnown(CheckpointNaming naming)
    {
        var unknown = _checkpoint.Tensors.Keys.Where(name => !_image.Uses(name) && !_text.Uses(name) && !IsNoWeight(name[(name.StartsWith(naming.Prefix, StringComparison.Ordinal) ? naming.Prefix.Length : 0)..])).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0) return;
        throw CheckpointError.Refused(
            _checkpoint.Path,
            FormattableString.Invariant($"it has {unknown.Count} tensors that a CLIP does not have ({string.Join(", ", unknown.Take(4))}{(unknown.Count > 4 ? ", …" : "")}), so that its vectors would be others."),
            "Convert a model that OpenAI, OpenCLIP or transformers (CLIPModel) made.");
    }

    // Numbers for training, and constants that the graphs have in another form.
    private static bool IsNoWeight(string name) => name is "logit_scale" or "logit_bias" or "input_resolution" or "context_length" or "vocab_size"
        || name.EndsWith("position_ids", StringComparison.Ordinal) || name.EndsWith("attn_mask", StringComparison.Ordinal);

    private void RequireSize(string tower, TowerShape shape)
    {
        if (GraphBytes(shape) <= LargestGraph) return;
        throw CheckpointError.Refused(
            _checkpoint.Path,
            FormattableString.Invariant($"the graph of its {tower} tower would have {GraphBytes(shape) >> 20} MB, and an ONNX file may have 2047."),
            _options.HalfWeights ? "Convert a smaller model." : "Store the weights in half precision: --precision fp16.");
    }

    private long GraphBytes(TowerShape shape) => shape.Count * (_options.HalfWeights ? sizeof(ushort) : sizeof(float)) + (4L * shape.Positions * shape.Positions);

    private static ConvertedTower Describe(TowerShape shape, TowerSettings settings) => new(shape.Width, shape.Layers, settings.Heads, settings.Activation);

    private static ModelException NoClip(Checkpoint checkpoint, string? other) => CheckpointError.Refused(
        checkpoint.Path,
        other is null
            ? $"its tensors are not named as a CLIP's are; it begins with {string.Join(", ", checkpoint.Tensors.Keys.Order(StringComparer.Ordinal).Take(3).DefaultIfEmpty("none"))}."
            : $"it is {other}.",
        "Read are CLIPs with a vision transformer, in the names of OpenAI, OpenCLIP or transformers.");
}
