namespace Fovea.Clip;

/// <summary>Names of a layer's two tensors in a checkpoint.</summary>
/// <param name="Weight">Of a linear layer <c>[outputs, inputs]</c>; of a normalisation <c>[width]</c>.</param>
/// <param name="Bias"><c>[outputs]</c>.</param>
internal readonly record struct LayerNames(string Weight, string Bias)
{
    /// <summary>As modules of PyTorch call them.</summary>
    public static LayerNames Of(string module) => new($"{module}.weight", $"{module}.bias");
}
