using Microsoft.Extensions.AI;

namespace Fovea.Clip;

/// <summary>A CLIP model's image tower as the embedding generator of Microsoft.Extensions.AI. Vectors are unit vectors, in the order of the tiles.</summary>
/// <remarks>Thread-safe. Model and tiles stay the caller's; the tiles must live until the task ends. The work runs on the thread pool.</remarks>
public sealed class ImageEmbeddingGenerator : IEmbeddingGenerator<PixelTile, Embedding<float>>
{
    private readonly ClipModel _model;

    /// <summary>Wraps a model; its image tower loads with the first call.</summary>
    public ImageEmbeddingGenerator(ClipModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Metadata = GeneratorMetadata.Of(model);
    }

    /// <summary>Provider "fovea", the model's name, the number of dimensions.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The options ask for another number of dimensions or another model, or a tile has the wrong size.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<PixelTile> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        GeneratorMetadata.Check(_model, options);
        return Task.Run(() => Generate([.. values], cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) => GeneratorMetadata.Service(this, _model, Metadata, serviceType, serviceKey);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(List<PixelTile> tiles, CancellationToken cancellationToken)
    {
        var encoder = _model.Images;
        var vectors = new float[tiles.Count * encoder.Dimensions];
        encoder.Encode(tiles, vectors, cancellationToken);
        return GeneratorMetadata.Results(_model, vectors, tiles.Count, encoder.Dimensions, usage: null);
    }
}
