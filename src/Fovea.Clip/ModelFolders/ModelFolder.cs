namespace Fovea.Clip;

/// <summary>
/// What a model folder holds, told from its configuration and its graphs without loading them. The layouts are in
/// docs/formats/model-folder.md.
/// </summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, ModelFiles files, TowerFiles towers, ModelConfig config)
    {
        Path = path;
        Files = files;
        Config = config;
        Layout = towers.Layout;
        TokenizerReader.Require(files, Layout);
        ImageGraph = TowerGraph.ForImages(OnnxGraph.Read(towers.Image), config.Dimensions);
        TextGraph = TowerGraph.ForTexts(OnnxGraph.Read(towers.Text), config.Dimensions);
        Preprocessing = ReadPreprocessing();
        Dimensions = ReadDimensions();
        if (Config.ContextLength is { } context && TextGraph.Input.Dimension(1) is { } tokens && context != tokens)
        {
            throw Contradiction(TextGraph, "the context length", tokens, context);
        }
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The layout that was found.</summary>
    public ModelLayout Layout { get; }

    /// <summary>The manifest's name, else the configuration's, else the folder's.</summary>
    public string Name => Manifest?.Name ?? Config.Name ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>One or two sentences, where the manifest has them.</summary>
    public string? Description => Manifest?.Description;

    /// <summary>Whether it is the small model that ships with the program, weaker than CLIP.</summary>
    public bool IsStarter => Manifest?.IsStarter ?? false;

    /// <summary>The manifest, where there is one.</summary>
    public ModelManifest? Manifest => Files.Manifest;

    /// <summary>The image tower's file.</summary>
    public string ImageTower => ImageGraph.Graph.Path;

    /// <summary>The text tower's file.</summary>
    public string TextTower => TextGraph.Graph.Path;

    /// <summary>What the model expects of a picture.</summary>
    public PreprocessSpec Preprocessing { get; }

    /// <summary>Numbers in a vector; null when neither the graphs nor the configuration say, so that only a run tells.</summary>
    public int? Dimensions { get; }

    internal ModelFiles Files { get; }

    internal ModelConfig Config { get; }

    internal TowerGraph ImageGraph { get; }

    internal TowerGraph TextGraph { get; }

    /// <summary>Reads a folder. The sizes of the files that a manifest names are checked, and the hashes of those that are read; the towers' are checked when they are opened.</summary>
    /// <exception cref="ModelException">No model, half of one, a damaged one, or one that contradicts itself.</exception>
    public static ModelFolder Read(string path) => Read(path, cache: null);

    /// <summary>Checks a folder in full: every file is read and hashed whatever a cache says, the graphs are walked, the tokenizer is read.</summary>
    /// <param name="path">The model folder.</param>
    /// <param name="progress">Called with each file's path before it is read.</param>
    /// <param name="cancellationToken">Stops between two blocks of a file.</param>
    /// <returns>A result for each file; nothing that is wrong with the folder is thrown.</returns>
    public static ModelVerification Verify(string path, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelVerification.Run(path, progress, cancellationToken);
    }

    /// <summary>The same, and runs each tower once: a graph may be well made and need what this program does not have.</summary>
    /// <exception cref="ModelException">It is none, or does not run here; the message says why.</exception>
    public static void Try(string path)
    {
        var folder = Read(path);
        var tokenizer = folder.ReadTokenizer();
        var options = new EncoderOptions { Lanes = 1, BatchSize = 1 };
        var size = (folder.Preprocessing.Height, folder.Preprocessing.Width);
        try
        {
            int dimensions;
            using (var texts = new TextEncoder(folder.TextGraph, null, tokenizer, size, folder.Dimensions, options))
            {
                dimensions = texts.Dimensions;
                texts.Encode("a photo", CancellationToken.None);
            }

            using var images = new ImageEncoder(folder.ImageGraph, null, folder.Preprocessing, folder.Dimensions ?? dimensions, options);
            using var tile = DrawnPicture.Draw(folder.Preprocessing.Width, folder.Preprocessing.Height);
            images.Encode([tile], new float[images.Dimensions], CancellationToken.None);
        }
        catch (EncodingException e)
        {
            throw new ModelException(folder.Path, e.Message, e);
        }
    }

    /// <summary>Makes sure that a folder is a model that can be used: the configuration, the graphs and the tokenizer fit one another.</summary>
    /// <exception cref="ModelException">It is none; the message says why.</exception>
    public static void Check(string path) => Read(path).ReadTokenizer();

    /// <summary>The graphs among a folder's files that would be used, as one that holds several variants of a model has more.</summary>
    /// <param name="paths">Paths below the folder, with forward slashes.</param>
    public static IReadOnlyList<string> TowersAmong(IEnumerable<string> paths) => TowerFiles.Among(paths);

    /// <summary>The places that a graph names for weights that it does not hold itself: paths from its own folder, with forward slashes. Most graphs have none.</summary>
    /// <exception cref="ModelException">It is no graph, or its weights are not in its own folder.</exception>
    public static IReadOnlyList<string> DataFilesOf(string graph) => [.. OnnxGraph.Walk(graph).External.Select(data => data.Location).Distinct(StringComparer.Ordinal)];

    internal static ModelFolder Read(string path, IFileHashCache? cache)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var full = System.IO.Path.GetFullPath(path);
        try
        {
            var towers = TowerFiles.Find(full);
            var files = new ModelFiles(full, cache);
            return new ModelFolder(full, files, towers, ModelConfig.Read(files));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(full, e);
        }
    }

    /// <summary>Reads the tokenizer and checks that it fits the model.</summary>
    internal TextTokenizer ReadTokenizer()
    {
        var tokenizer = TokenizerReader.Open(Files, Layout, Config, TextGraph.Input.Dimension(1) ?? Config.ContextLength);
        return Config.VocabularySize is not { } rows || tokenizer.LargestId < rows
            ? tokenizer
            : throw new ModelException(Path, FormattableString.Invariant(
                $"The tokenizer in {Path} does not belong to this model: it has ids up to {tokenizer.LargestId}, but {Config.Path} names a vocabulary of {rows}. Use the files of one and the same model."));
    }

    private PreprocessSpec ReadPreprocessing()
    {
        var graph = ImageGraph.Input is { } input && input.Dimension(2) is { } h && input.Dimension(3) is { } w ? (h, w) : ((int Height, int Width)?)null;
        if (graph is { } fixedSize && Config.ImageSize is { } configured && configured != fixedSize) throw Contradiction(ImageGraph, "the picture size", Text(fixedSize), Text(configured));

        var known = graph ?? Config.ImageSize;
        if (PreprocessReader.Read(Files, known) is not (var file, var spec))
        {
            var (height, width) = known ?? throw new ModelException(
                Path, $"Nothing in {Path} says how large the pictures must be: the graph leaves it open, and there is no preprocess_cfg.json or preprocessor_config.json. Complete the model folder.");
            var clip = new PreprocessSpec { Height = height, Width = width };
            return Config.IsSiglip ? clip with { Mode = ResizeMode.Squash, Mean = [0.5f, 0.5f, 0.5f], StandardDeviation = [0.5f, 0.5f, 0.5f] } : clip;
        }

        if (graph is { } size && size != (spec.Height, spec.Width)) throw ModelError.Contradiction(file, "the picture size", Text(size), Text((spec.Height, spec.Width)));
        return graph is not null || Config.ImageSize is not { } side || side == (spec.Height, spec.Width)
            ? spec
            : throw new ModelException(file, $"The model contradicts itself: the picture size is {Text((spec.Height, spec.Width))} in {file} but {Text(side)} in {Config.Path}. Use the files of one and the same model.");
    }

    private int? ReadDimensions()
    {
        if (ImageGraph.Dimensions is { } image && TextGraph.Dimensions is { } text && image != text)
        {
            throw new ModelException(Path, FormattableString.Invariant(
                $"The two towers in {Path} do not belong together: pictures become {image} numbers ({ImageTower}), texts {text} ({TextTower}). Use the files of one and the same model, exported with their projections."));
        }

        var graph = ImageGraph.Dimensions is not null ? ImageGraph : TextGraph;
        if (graph.Dimensions is { } dimensions && Config.Dimensions is { } configured && dimensions != configured) throw Contradiction(graph, "the number of dimensions", dimensions, configured);
        return graph.Dimensions ?? Config.Dimensions;
    }

    private ModelException Contradiction(TowerGraph graph, string what, object inGraph, object inConfig) =>
        ModelError.Contradiction(graph.Graph.Path, what, FormattableString.Invariant($"{inGraph}"), FormattableString.Invariant($"{inConfig} ({Config.Path})"));

    private static string Text((int Height, int Width) size) => FormattableString.Invariant($"{size.Width} × {size.Height}");
}
