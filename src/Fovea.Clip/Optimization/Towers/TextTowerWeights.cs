namespace Fovea.Clip;

/// <summary>A causal transformer whose end token stands for the whole.</summary>
/// <param name="Tokens"><c>[vocabulary, width]</c>.</param>
/// <param name="Vocabulary">How many tokens there are.</param>
/// <param name="Positions"><c>[context, width]</c>.</param>
/// <param name="Context">The longest text in tokens.</param>
/// <param name="Transformer">The blocks and what follows.</param>
internal sealed record TextTowerWeights(float[] Tokens, int Vocabulary, float[] Positions, int Context, TransformerWeights Transformer);
