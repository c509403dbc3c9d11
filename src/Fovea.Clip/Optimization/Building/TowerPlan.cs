namespace Fovea.Clip;

/// <summary>In which form each layer of a tower runs. Rounded weights are kept, so that many plans for one tower cost little.</summary>
/// <param name="form">The form of a layer by its name; null: fp32.</param>
/// <param name="rounded">Where rounded weights are kept: one for all plans of one tower.</param>
internal sealed class TowerPlan(Func<string, LinearForm?> form, Dictionary<string, QuantizedWeights> rounded)
{
    /// <summary>Every layer in fp32.</summary>
    public static TowerPlan Single { get; } = new(_ => null, []);

    public LinearForm? FormOf(string layer) => form(layer);

    public QuantizedWeights Quantize(string layer, LinearWeights weights, int bits) =>
        rounded.TryGetValue(layer, out var known) ? known : rounded[layer] = QuantizedWeights.Of(weights, bits);
}
