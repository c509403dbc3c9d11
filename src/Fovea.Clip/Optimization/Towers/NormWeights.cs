namespace Fovea.Clip;

/// <summary>A layer normalisation over the last dimension.</summary>
/// <param name="Scale">Factor of each number.</param>
/// <param name="Bias">Added to each number.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormWeights(float[] Scale, float[] Bias, float Epsilon)
{
    /// <summary>The normalisation whose outputs are divided by <paramref name="divisors"/>.</summary>
    public NormWeights Divide(ReadOnlySpan<float> divisors)
    {
        var (scale, bias) = (new float[Scale.Length], new float[Bias.Length]);
        System.Numerics.Tensors.TensorPrimitives.Divide(Scale, divisors, scale);
        System.Numerics.Tensors.TensorPrimitives.Divide(Bias, divisors, bias);
        return new NormWeights(scale, bias, Epsilon);
    }
}
