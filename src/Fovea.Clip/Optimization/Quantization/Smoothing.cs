namespace Fovea.Clip;

/// <summary>
/// Moves outliers from what layers take into their weights, where each output has a scale of its own. A few numbers of a trained
/// transformer are a hundred times larger than the others, and with one scale for all of them bytes could not tell the others apart. The
/// tower computes the same as before. Source: SmoothQuant, https://arxiv.org/abs/2211.10438.
/// </summary>
internal static class Smoothing
{
    /// <summary>Smooths a tower.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="seen">What each layer takes.</param>
    /// <param name="withDown">
    /// Whether also what the second layer of each MLP takes is smoothed. It comes out of the non-linearity, so that the division is an operation of its own.
    /// </param>
    /// <param name="alpha">Which part of the difficulty goes into the weights, from 0 to 1; the paper's is 0.5.</param>
    /// <returns>The tower, and what its layers take now.</returns>
    public static (TransformerWeights Tower, IReadOnlyDictionary<string, LayerObservation> Seen) Apply(
        TransformerWeights tower, IReadOnlyDictionary<string, LayerObservation> seen, bool withDown, float alpha)
    {
        var after = new Dictionary<string, LayerObservation>(seen, StringComparer.Ordinal);
        var blocks = tower.Blocks.Select((block, i) => Smooth(block, i, i == tower.Blocks.Count - 1, tower.Width, withDown, alpha, after)).ToList();
        return (tower with { Blocks = blocks }, after);
    }

    private static BlockWeights Smooth(BlockWeights block, int index, bool isLast, int width, bool withDown, float alpha, Dictionary<string, LayerObservation> seen)
    {
        var name = FormattableString.Invariant($"{index}");
        string[] first = isLast ? [$"{name}.kv", $"{name}.q"] : [$"{name}.qkv"];
        var intoQkv = Factors(seen[first[0]], block.Qkv, alpha);
        foreach (var layer in first) seen[layer] = seen[layer].Divide(intoQkv);

        // What the attention gives is a mix of its values over the tokens: a factor of one of them stays a factor.
        var intoOut = Factors(seen[$"{name}.out"], block.Out, alpha);
        seen[$"{name}.out"] = seen[$"{name}.out"].Divide(intoOut);

        var intoUp = Factors(seen[$"{name}.up"], block.Up, alpha);
        seen[$"{name}.up"] = seen[$"{name}.up"].Divide(intoUp);

        var intoDown = withDown ? Factors(seen[$"{name}.down"], block.Down, alpha) : null;
        if (intoDown is not null) seen[$"{name}.down"] = seen[$"{name}.down"].Divide(intoDown);
        return block with
        {
            AttentionNorm = block.AttentionNorm.Divide(intoQkv),
            Qkv = block.Qkv.ScaleInputs(intoQkv).DivideOutputs(2 * width, intoOut),
            Out = block.Out.ScaleInputs(intoOut),
            MlpNorm = block.MlpNorm.Divide(intoUp),
            Up = block.Up.ScaleInputs(intoUp),
            Down = intoDown is null ? block.Down : block.Down.ScaleInputs(intoDown),
            DownFactors = intoDown is null ? null : [.. intoDown.Select(f => 1 / f)],
        };
    }

    private static float[] Factors(LayerObservation seen, LinearWeights layer, float alpha)
    {
        var factors = seen.Magnitudes;
        for (var i = 0; i < factors.Length; i++)
        {
            var most = System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(layer.Weight.AsSpan(i * layer.Outputs, layer.Outputs));
            var factor = MathF.Pow(factors[i], alpha) / MathF.Pow(Math.Abs(most), 1 - alpha);
            factors[i] = float.IsFinite(factor) && factor > 1e-5f ? factor : float.NaN;
        }

        // A number that is always 0, or that no weight uses, may have any factor: it takes an ordinary one.
        var known = factors.Where(float.IsFinite).Order().ToList();
        var ordinary = known.Count > 0 ? known[known.Count / 2] : 1;
        return [.. factors.Select(f => float.IsNaN(f) ? ordinary : f)];
    }
}
