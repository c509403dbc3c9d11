using Microsoft.Extensions.AI;

namespace Fovea.Clip;

/// <summary>A CLIP model's text tower as the embedding generator of Microsoft.Extensions.AI. Vectors are unit vectors, in the order of the texts.</summary>
/// <remarks>Thread-safe. The model stays the caller's: disposing the generator does nothing. The work runs on the thread pool.</remarks>
public sealed class TextEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly ClipModel _model;

    /// <summary>Wraps a model; its text tower loads with the first call.</summary>
    public TextEmbeddingGenerator(ClipModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Metadata = GeneratorMetadata.Of(model);
    }

    /// <summary>Provider "fovea", the model's name, the number of dimensions.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The options ask for another number of dimensions or another model.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
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

    private GeneratedEmbeddings<Embedding<float>> Generate(List<string> texts, CancellationToken cancellationToken)
    {
        var encoder = _model.Texts;
        var tokens = texts.ConvertAll(text => encoder.Tokenize(text).Ids);
        var vectors = new float[texts.Count * encoder.Dimensions];
        encoder.EncodeTokens(tokens, vectors, cancellationToken);

        var count = tokens.Sum(ids => (long)ids.Count);
        return GeneratorMetadata.Results(_model, vectors, texts.Count, encoder.Dimensions, new UsageDetails { InputTokenCount = count, TotalTokenCount = count });
    }
}
