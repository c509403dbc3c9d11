namespace Fovea.Clip;

/// <summary>Names of a block's layers in a checkpoint.</summary>
/// <param name="AttentionNorm">Before the attention.</param>
/// <param name="Qkv">Queries, keys and values: one layer of all three, or three.</param>
/// <param name="Out">Behind the attention.</param>
/// <param name="MlpNorm">Before the two layers.</param>
/// <param name="Up">The first.</param>
/// <param name="Down">The second.</param>
internal sealed record BlockNames(LayerNames AttentionNorm, IReadOnlyList<LayerNames> Qkv, LayerNames Out, LayerNames MlpNorm, LayerNames Up, LayerNames Down)
{
    /// <summary>As transformers calls them.</summary>
    public static BlockNames HuggingFace(string block) => new(
        LayerNames.Of($"{block}.layer_norm1"),
        [LayerNames.Of($"{block}.self_attn.q_proj"), LayerNames.Of($"{block}.self_attn.k_proj"), LayerNames.Of($"{block}.self_attn.v_proj")],
        LayerNames.Of($"{block}.self_attn.out_proj"),
        LayerNames.Of($"{block}.layer_norm2"),
        LayerNames.Of($"{block}.mlp.fc1"),
        LayerNames.Of($"{block}.mlp.fc2"));

    /// <summary>As OpenAI and OpenCLIP call them.</summary>
    public static BlockNames OpenAi(string block) => new(
        LayerNames.Of($"{block}.ln_1"),
        [new LayerNames($"{block}.attn.in_proj_weight", $"{block}.attn.in_proj_bias")],
        LayerNames.Of($"{block}.attn.out_proj"),
        LayerNames.Of($"{block}.ln_2"),
        LayerNames.Of($"{block}.mlp.c_fc"),
        LayerNames.Of($"{block}.mlp.c_proj"));
}
