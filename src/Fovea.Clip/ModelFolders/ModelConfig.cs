using System.Text.Json;

namespace Fovea.Clip;

/// <summary>What <c>config.json</c> says, in OpenCLIP's or in Hugging Face's words; null where it is silent.</summary>
internal sealed record ModelConfig
{
    public string? Path { get; private init; }

    public string? Name { get; private init; }

    /// <summary>Numbers in a vector.</summary>
    public int? Dimensions { get; private init; }

    /// <summary>Height and width of the picture.</summary>
    public (int Height, int Width)? ImageSize { get; private init; }

    /// <summary>The longest text in tokens.</summary>
    public int? ContextLength { get; private init; }

    /// <summary>Rows of the token table.</summary>
    public int? VocabularySize { get; private init; }

    /// <summary>What transformers call the kind of model: <c>clip</c>, <c>siglip</c>, …</summary>
    public string? Kind { get; private init; }

    /// <summary>Whether it is a SigLIP or SigLIP 2 of transformers.</summary>
    public bool IsSiglip => Kind?.StartsWith("siglip", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>How OpenCLIP cleans a text for this model; null where it does not say.</summary>
    public string? Cleaning { get; private init; }

    public static ModelConfig Read(ModelFiles files)
    {
        foreach (var name in new[] { "config.json", "open_clip_config.json" })
        {
            if (files.TryRead(name) is { } bytes) return Read(files.PathOf(name), JsonFiles.Parse(files.PathOf(name), bytes));
        }

        return new ModelConfig();
    }

    private static ModelConfig Read(string path, JsonElement json)
    {
        var model = json.Property("model_cfg") ?? json;
        var vision = model.Property("vision_cfg") ?? model.Property("vision_config");
        var text = model.Property("text_cfg") ?? model.Property("text_config");
        return new ModelConfig
        {
            Path = path,
            Name = json.Text("_name_or_path") is { Length: > 0 } name ? name.Split('/', '\\')[^1] : null,
            Dimensions = model.Integer("embed_dim") ?? model.Integer("projection_dim"),
            ImageSize = Sides(vision),
            ContextLength = text?.Integer("context_length") ?? text?.Integer("max_position_embeddings"),
            VocabularySize = text?.Integer("vocab_size"),
            Kind = json.Text("model_type"),
            Cleaning = text?.Property("tokenizer_kwargs")?.Text("clean"),
        };
    }

    private static (int Height, int Width)? Sides(JsonElement? vision)
    {
        if (vision?.Integer("image_size") is { } side) return (side, side);
        return vision?.Property("image_size") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 2
            && list[0].TryGetInt32(out var height) && list[1].TryGetInt32(out var width)
            ? (height, width)
            : null;
    }
}
