namespace Fovea.Clip;

/// <summary>A CLIP-like model from a folder. Opening reads the configuration and hashes the towers; each tower loads when first asked for.</summary>
/// <remarks>Thread-safe. Dispose frees what was loaded; do not dispose while a call runs.</remarks>
public sealed class ClipModel : IDualEncoder
{
    private readonly Lock _lock = new();
    private readonly ClipModelOptions _options;
    private readonly LoadedTower<ImageEncoder> _images;
    private readonly LoadedTower<TextEncoder> _texts;
    private EmbeddingSpace? _space;
    private bool _disposed;

    private ClipModel(ModelFolder folder, ClipModelOptions options)
    {
        Folder = folder;
        _options = options;
        _images = new LoadedTower<ImageEncoder>(folder.Files, folder.ImageGraph.Graph, LoadImages);
        _texts = new LoadedTower<TextEncoder>(folder.Files, folder.TextGraph.Graph, LoadTexts);
        if (options.UseOptimized) (Optimized, OptimizationProblem) = OptimizedFolder.Read(folder, _images.Sha256, _texts.Sha256, options.HashCache);
    }

    /// <summary>What the folder holds.</summary>
    public ModelFolder Folder { get; }

    /// <inheritdoc />
    public string Name => Folder.Name;

    /// <summary>One or two sentences about the model, where its manifest has them.</summary>
    public string? Description => Folder.Description;

    /// <summary>Whether it is the small model that ships with the program, weaker than CLIP.</summary>
    public bool IsStarter => Folder.IsStarter;

    /// <summary>
    /// The towers that were rebuilt for speed and are used in place of the published ones; null when there are none. The space is the same: they
    /// are kept only where their vectors are nearly those of the published towers.
    /// </summary>
    public OptimizedModel? Optimized { get; private init; }

    /// <summary>Why optimised towers that are there are not used, and what to do; null when nothing is wrong.</summary>
    public string? OptimizationProblem { get; }

    /// <inheritdoc />
    public PreprocessSpec Preprocessing => Folder.Preprocessing;

    /// <inheritdoc />
    public EmbeddingSpace Space
    {
        get
        {
            // Loads the text tower only where no file tells how long a vector is.
            lock (_lock) return _space ??= new EmbeddingSpace(_images.Sha256, _texts.Sha256, Preprocessing.Canonical, Folder.Dimensions ?? Texts.Dimensions);
        }
    }

    /// <inheritdoc cref="IDualEncoder.Images" />
    public ImageEncoder Images => Get(_images);

    /// <inheritdoc cref="IDualEncoder.Texts" />
    public TextEncoder Texts => Get(_texts);

    IImageEncoder IDualEncoder.Images => Images;

    ITextEncoder IDualEncoder.Texts => Texts;

    /// <summary>Opens a model folder.</summary>
    /// <param name="folder">The folder, in one of the layouts of docs/formats/model-folder.md.</param>
    /// <param name="options">Default: all processors, no cache of hashes.</param>
    /// <exception cref="ModelException">The folder cannot be used; the message says what to do.</exception>
    public static ClipModel Open(string folder, ClipModelOptions? options = null)
    {
        options ??= new ClipModelOptions();
        return new ClipModel(ModelFolder.Read(folder, options.HashCache), options);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _images.Dispose();
            _texts.Dispose();
        }
    }

    private T Get<T>(LoadedTower<T> tower)
        where T : class, IDisposable
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return tower.Get();
        }
    }

    /// <summary>The same model with optimised towers that are not in use yet.</summary>
    internal ClipModel With(OptimizedModel optimized) => new(Folder, new ClipModelOptions { Encoder = _options.Encoder.OnProcessor, HashCache = _options.HashCache, UseOptimized = false }) { Optimized = optimized };

    private ImageEncoder LoadImages()
    {
        var loader = new TowerLoader(this, _options);
        return loader.LoadImages(_images.Sha256, (rebuilt, options) => new ImageEncoder(Folder.ImageGraph, Rebuilt(rebuilt), Preprocessing, Folder.Dimensions, options));
    }

    private TextEncoder LoadTexts()
    {
        var (loader, tokenizer) = (new TowerLoader(this, _options), Folder.ReadTokenizer());
        return loader.LoadTexts(_texts.Sha256, tokenizer, (rebuilt, options) => new TextEncoder(
            Folder.TextGraph, Rebuilt(rebuilt), tokenizer, (Preprocessing.Height, Preprocessing.Width), Folder.Dimensions, options));
    }

    private TowerGraph? Rebuilt(OptimizedTower? tower)
    {
        if (tower is null) return null;
        var graph = OnnxGraph.Read(Path.Combine(OptimizedFolder.PathOf(Folder.Path), tower.File));
        return new TowerGraph(graph, graph.Inputs[0], [], graph.Outputs[0]);
    }
}
