namespace Fovea.Clip;

/// <summary>A way to name the tensors of a CLIP.</summary>
/// <param name="IsHuggingFace">Whether it is transformers' way; else OpenAI's and OpenCLIP's.</param>
/// <param name="Prefix">What stands before every name.</param>
/// <param name="Image">The image tower.</param>
/// <param name="Text">The text tower.</param>
internal sealed record CheckpointNaming(bool IsHuggingFace, string Prefix, TowerNames Image, TowerNames Text)
{
    private const string HuggingFacePatches = "vision_model.embeddings.patch_embedding.weight";
    private const string OpenAiPatches = "visual.conv1.weight";

    /// <summary>Tells the naming; null when it is none of these.</summary>
    /// <exception cref="ModelException">There are several models.</exception>
    public static CheckpointNaming? Find(Checkpoint checkpoint)
    {
        foreach (var (patches, isHuggingFace) in new[] { (HuggingFacePatches, true), (OpenAiPatches, false) })
        {
            var prefixes = checkpoint.Tensors.Keys.Where(name => IsNamed(name, patches)).Select(name => name[..^patches.Length]).Order(StringComparer.Ordinal).ToList();
            if (prefixes.Count > 1)
            {
                throw CheckpointError.Refused(
                    checkpoint.Path, $"it holds several image towers ({string.Join(", ", prefixes.Select(prefix => prefix + patches))}).", "Save the model that is wanted alone.");
            }

            if (prefixes is [var only]) return isHuggingFace ? HuggingFace(only) : OpenAi(only, checkpoint);
        }

        return null;
    }

    // transformers' names. The first normalisation is misspelt there, for good.
    private static CheckpointNaming HuggingFace(string prefix) => new(
        true,
        prefix,
        new TowerNames(
            $"{prefix}{HuggingFacePatches}", $"{prefix}vision_model.embeddings.position_embedding.weight", $"{prefix}vision_model.encoder.layers.",
            BlockNames.HuggingFace, LayerNames.Of($"{prefix}vision_model.post_layernorm"), $"{prefix}visual_projection.weight")
        {
            ClassToken = $"{prefix}vision_model.embeddings.class_embedding",
            FirstNorm = LayerNames.Of($"{prefix}vision_model.pre_layrnorm"),
            IsProjectionTransposed = true,
        },
        new TowerNames(
            $"{prefix}text_model.embeddings.token_embedding.weight", $"{prefix}text_model.embeddings.position_embedding.weight", $"{prefix}text_model.encoder.layers.",
            BlockNames.HuggingFace, LayerNames.Of($"{prefix}text_model.final_layer_norm"), $"{prefix}text_projection.weight")
        {
            IsProjectionTransposed = true,
        });

    // OpenCLIP puts the text tower into a module "text" where it may be another than CLIP's own.
    private static CheckpointNaming OpenAi(string prefix, Checkpoint checkpoint)
    {
        var text = checkpoint.Tensors.ContainsKey($"{prefix}text.token_embedding.weight") ? $"{prefix}text." : prefix;
        var isLinear = checkpoint.Tensors.ContainsKey($"{text}text_projection.weight");
        return new CheckpointNaming(
            false,
            prefix,
            new TowerNames(
                $"{prefix}{OpenAiPatches}", $"{prefix}visual.positional_embedding", $"{prefix}visual.transformer.resblocks.",
                BlockNames.OpenAi, LayerNames.Of($"{prefix}visual.ln_post"), $"{prefix}visual.proj")
            {
                ClassToken = $"{prefix}visual.class_embedding",
                FirstNorm = LayerNames.Of($"{prefix}visual.ln_pre"),
            },
            new TowerNames(
                $"{text}token_embedding.weight", $"{text}positional_embedding", $"{text}transformer.resblocks.",
                BlockNames.OpenAi, LayerNames.Of($"{text}ln_final"), isLinear ? $"{text}text_projection.weight" : $"{text}text_projection")
            {
                IsProjectionTransposed = isLinear,
            });
    }

    private static bool IsNamed(string name, string end) =>
        name.EndsWith(end, StringComparison.Ordinal) && (name.Length == end.Length || name[name.Length - end.Length - 1] == '.');
}
