using System.Numerics.Tensors;

namespace Fovea.Clip;

/// <summary>Signed bytes with a scale for each output: <c>Weight[i, o] ≈ Values[i, o] · Scales[o]</c>.</summary>
/// <param name="Values"><c>[inputs, outputs]</c>, row-major.</param>
/// <param name="Scales"><c>[outputs]</c>.</param>
internal sealed record QuantizedWeights(sbyte[] Values, float[] Scales)
{
    /// <summary>Rounds to the nearest; the largest weight of each output takes the largest byte.</summary>
    /// <param name="layer">The layer; a weight that is not finite counts as 0.</param>
    /// <param name="bits">8: −127 … 127; 7: −63 … 63.</param>
    public static QuantizedWeights Of(LinearWeights layer, int bits)
    {
        var most = (1 << (bits - 1)) - 1;
        var scales = new float[layer.Outputs];
        var row = new float[layer.Outputs];
        for (var i = 0; i < layer.Inputs; i++)
        {
            TensorPrimitives.Abs(layer.Weight.AsSpan(i * layer.Outputs, layer.Outputs), row);
            TensorPrimitives.MaxNumber(scales, row, scales);
        }

        TensorPrimitives.Divide(scales, most, scales);
        for (var o = 0; o < scales.Length; o++)
        {
            // An output whose weights are all 0 stays 0 with any scale.
            if (scales[o] == 0 || !float.IsFinite(scales[o])) scales[o] = 1;
        }

        var values = new sbyte[layer.Weight.Length];
        for (var i = 0; i < layer.Inputs; i++)
        {
            TensorPrimitives.Divide(layer.Weight.AsSpan(i * layer.Outputs, layer.Outputs), scales, row);
            TensorPrimitives.Round(row, row);
            TensorPrimitives.ConvertSaturating<float, sbyte>(row, values.AsSpan(i * layer.Outputs, layer.Outputs));
        }

        return new QuantizedWeights(values, scales);
    }
}
