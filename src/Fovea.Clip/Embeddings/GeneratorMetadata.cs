using Microsoft.Extensions.AI;

namespace Fovea.Clip;

/// <summary>What the two generators share.</summary>
internal static class GeneratorMetadata
{
    private const string Provider = "fovea";

    public static EmbeddingGeneratorMetadata Of(ClipModel model) => new(Provider, providerUri: null, model.Name, model.Space.Dimensions);

    public static void Check(ClipModel model, EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != model.Space.Dimensions)
        {
            throw new ArgumentException(FormattableString.Invariant($"{model.Name} gives vectors of {model.Space.Dimensions} numbers, not {dimensions}."), nameof(options));
        }

        if (options?.ModelId is { } id && id != model.Name) throw new ArgumentException($"This generator runs {model.Name}, not {id}.", nameof(options));
    }

    public static GeneratedEmbeddings<Embedding<float>> Results(ClipModel model, float[] vectors, int count, int dimensions, UsageDetails? usage)
    {
        var results = new GeneratedEmbeddings<Embedding<float>>(count) { Usage = usage };
        for (var i = 0; i < count; i++) results.Add(new Embedding<float>(vectors.AsMemory(i * dimensions, dimensions)) { ModelId = model.Name });
        return results;
    }

    public static object? Service(object generator, ClipModel model, EmbeddingGeneratorMetadata metadata, Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata)) return metadata;
        if (serviceType.IsInstanceOfType(generator)) return generator;
        return serviceType.IsInstanceOfType(model) ? model : null;
    }
}
