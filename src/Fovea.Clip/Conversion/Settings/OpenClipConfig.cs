using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// OpenCLIP's configuration: <c>open_clip_config.json</c>, or <c>config.json</c> with <c>vision_cfg</c>. What it leaves out has the default of
/// its classes. Source: https://github.com/mlfoundations/open_clip/blob/main/src/open_clip/model.py.
/// </summary>
internal static class OpenClipConfig
{
    private const int Width = 768;
    private const int HeadWidth = 64;
    private const int TextHeads = 8;

    // Each changes what a tower computes.
    private static readonly string[] Unknown =
    [
        "attentional_pool", "attn_pooler_queries_only", "no_ln_pre", "final_ln_after_pool", "global_average_pool", "ls_init_value", "timm_model_name", "hf_model_name",
        "no_causal_mask", "embed_cls", "act_kwargs", "block_type", "qk_norm", "scaled_cosine_attn", "eos_id",
    ];

    public static CheckpointConfig Read(string path, JsonElement model)
    {
        var (vision, text) = (model.Property("vision_cfg"), model.Property("text_cfg"));
        RequireKnown(path, vision, "tok");
        RequireKnown(path, text, "argmax");
        var activation = model.Flag("quick_gelu") == true ? ActivationKind.QuickGelu : ActivationKind.Gelu;

        // The width of a head tells their number only beside the tower's, which has a default too.
        var image = Tower(vision, activation, vision?.Integer("width") ?? (vision?.Property("head_width") is null ? null : Width));
        if (vision is { } given) image = image with { Heads = image.Width / Math.Max(1, given.Integer("head_width") ?? HeadWidth) };
        return new CheckpointConfig(path, image, Tower(text, activation, text?.Integer("width")) with { Heads = text is null ? null : text.Value.Integer("heads") ?? TextHeads })
        {
            Dimensions = model.Integer("embed_dim"),
            Context = text?.Integer("context_length"),
            Vocabulary = text?.Integer("vocab_size"),
            ImageSize = Sides(vision),
        };
    }

    private static TowerConfig Tower(JsonElement? tower, ActivationKind activation, int? width) => new()
    {
        Activation = activation,
        Epsilon = tower?.Property("norm_kwargs")?.Property("eps") is { ValueKind: JsonValueKind.Number } epsilon ? (float)epsilon.GetDouble() : null,
        Width = width,
        Layers = tower?.Integer("layers"),
    };

    private static void RequireKnown(string path, JsonElement? tower, string pool)
    {
        foreach (var name in Unknown)
        {
            if (tower?.Property(name) is { } value && !IsOff(value)) throw Refused(path, $"\"{name}\" is {value.GetRawText()}");
        }

        if (tower?.Text("pool_type") is { } type && type != pool) throw Refused(path, $"\"pool_type\" is \"{type}\"");
        if (tower?.Property("layers") is { ValueKind: JsonValueKind.Array }) throw Refused(path, "it describes a ResNet");
    }

    private static bool IsOff(JsonElement value) => value.ValueKind is JsonValueKind.False
        || (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any()) || (value.ValueKind == JsonValueKind.String && value.GetString() == "default");

    private static (int Height, int Width)? Sides(JsonElement? vision)
    {
        if (vision?.Integer("image_size") is { } side) return (side, side);
        return vision?.Property("image_size") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 2
            && list[0].TryGetInt32(out var height) && list[1].TryGetInt32(out var width) ? (height, width) : null;
    }

    private static ModelException Refused(string path, string what) =>
        CheckpointError.Refused(path, $"it describes another model than OpenAI's CLIP: {what}.", "Convert a model whose towers are plain transformers with a class token and a causal text tower.");
}
