namespace Fovea.Clip;

/// <summary>What the two towers of a CLIP have in common.</summary>
/// <param name="Width">Numbers of a token.</param>
/// <param name="Heads">Heads of each attention.</param>
/// <param name="Activation">The non-linearity.</param>
/// <param name="Blocks">From the first to the last.</param>
/// <param name="FinalNorm">Of the token that stands for the whole; null where there is none.</param>
/// <param name="Projection">Into the space of the embeddings.</param>
internal sealed record TransformerWeights(
    int Width, int Heads, ActivationKind Activation, IReadOnlyList<BlockWeights> Blocks, NormWeights? FinalNorm, LinearWeights Projection);
