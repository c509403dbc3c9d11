namespace Fovea.Clip;

/// <summary>One pre-normalised transformer block.</summary>
/// <param name="AttentionNorm">Before the attention.</param>
/// <param name="Qkv">Queries, keys and values of all heads, in this order: <c>[width, 3 · width]</c>.</param>
/// <param name="Out">Behind the attention.</param>
/// <param name="MlpNorm">Before the two layers.</param>
/// <param name="Up">The first.</param>
/// <param name="Down">The second.</param>
internal sealed record BlockWeights(NormWeights AttentionNorm, LinearWeights Qkv, LinearWeights Out, NormWeights MlpNorm, LinearWeights Up, LinearWeights Down)
{
    /// <summary>What <see cref="Down"/> takes is multiplied by these; null: by nothing, as in every published model.</summary>
    public float[]? DownFactors { get; init; }
}
