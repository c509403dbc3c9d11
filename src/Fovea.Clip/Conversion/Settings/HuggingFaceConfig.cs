using System.Text.Json;

namespace Fovea.Clip;

/// <summary>transformers' <c>config.json</c>. What it leaves out has the default of its classes. Source: https://huggingface.co/docs/transformers/model_doc/clip.</summary>
internal static class HuggingFaceConfig
{
    private const int ImageHeads = 12;
    private const int TextHeads = 8;

    // Configurations before 2023 name 2, which no tokenizer has, and mean the largest id.
    private const int LegacyEndToken = 2;

    public static CheckpointConfig Read(string path, JsonElement json)
    {
        if (json.Text("model_type") is { } type && type != "clip") throw CheckpointError.Refused(path, $"its model is of the type \"{type}\".", "Convert a CLIP (\"model_type\": \"clip\").");
        var (vision, text) = (json.Property("vision_config"), json.Property("text_config"));
        var config = new CheckpointConfig(path, Tower(path, vision, ImageHeads), Tower(path, text, TextHeads))
        {
            Dimensions = json.Integer("projection_dim"),
            Context = text?.Integer("max_position_embeddings"),
            Vocabulary = text?.Integer("vocab_size"),
            EndToken = text?.Integer("eos_token_id") is >= 0 and not LegacyEndToken and var end ? end : null,
        };
        return vision?.Integer("image_size") is { } side ? config with { ImageSize = (side, side) } : config;
    }

    private static TowerConfig Tower(string path, JsonElement? tower, int heads) => tower is not { } given ? new TowerConfig() : new TowerConfig
    {
        Heads = given.Integer("num_attention_heads") ?? heads,
        Activation = Activation(path, given.Text("hidden_act") ?? "quick_gelu"),
        Epsilon = given.Property("layer_norm_eps") is { ValueKind: JsonValueKind.Number } epsilon ? (float)epsilon.GetDouble() : null,
        Width = given.Integer("hidden_size"),
        Layers = given.Integer("num_hidden_layers"),
    };

    private static ActivationKind Activation(string path, string name) => name switch
    {
        "quick_gelu" => ActivationKind.QuickGelu,
        "gelu" => ActivationKind.Gelu,
        _ => throw CheckpointError.Refused(path, $"\"hidden_act\" is \"{name}\"; known are quick_gelu and gelu.", "Convert a model with one of these."),
    };
}
