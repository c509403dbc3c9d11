namespace Fovea.Clip;

/// <summary>A linear layer: <c>y = x · Weight + Bias</c>.</summary>
/// <param name="Weight"><c>[Inputs, Outputs]</c>, row-major.</param>
/// <param name="Bias"><c>[Outputs]</c>; null where there is none.</param>
/// <param name="Inputs">Numbers in.</param>
/// <param name="Outputs">Numbers out.</param>
internal sealed record LinearWeights(float[] Weight, float[]? Bias, int Inputs, int Outputs)
{
    /// <summary>The layer that gives the columns from <paramref name="start"/> on only.</summary>
    public LinearWeights Columns(int start, int count)
    {
        var weight = new float[Inputs * count];
        for (var row = 0; row < Inputs; row++) Weight.AsSpan((row * Outputs) + start, count).CopyTo(weight.AsSpan(row * count));
        return new LinearWeights(weight, Bias?.AsSpan(start, count).ToArray(), Inputs, count);
    }

    /// <summary>One layer that gives the outputs of several, one behind the other.</summary>
    public static LinearWeights Join(params IReadOnlyList<LinearWeights> layers)
    {
        var (inputs, outputs) = (layers[0].Inputs, layers.Sum(l => l.Outputs));
        var weight = new float[inputs * outputs];
        var bias = layers.Any(l => l.Bias is not null) ? new float[outputs] : null;
        var start = 0;
        foreach (var layer in layers)
        {
            for (var row = 0; row < inputs; row++) layer.Weight.AsSpan(row * layer.Outputs, layer.Outputs).CopyTo(weight.AsSpan((row * outputs) + start));
            if (bias is not null) layer.Bias?.CopyTo(bias, start);
            start += layer.Outputs;
        }

        return new LinearWeights(weight, bias, inputs, outputs);
    }

    /// <summary>The layer for inputs that were divided by <paramref name="factors"/>.</summary>
    public LinearWeights ScaleInputs(ReadOnlySpan<float> factors)
    {
        var weight = new float[Weight.Length];
        for (var row = 0; row < Inputs; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(Weight.AsSpan(row * Outputs, Outputs), factors[row], weight.AsSpan(row * Outputs, Outputs));
        }

        return this with { Weight = weight };
    }

    /// <summary>The layer whose outputs from <paramref name="start"/> on are divided by <paramref name="divisors"/>.</summary>
    public LinearWeights DivideOutputs(int start, ReadOnlySpan<float> divisors)
    {
        var (weight, bias) = ((float[])Weight.Clone(), (float[]?)Bias?.Clone());
        for (var row = 0; row < Inputs; row++) Divide(weight.AsSpan((row * Outputs) + start), divisors);
        if (bias is not null) Divide(bias.AsSpan(start), divisors);
        return this with { Weight = weight, Bias = bias };
    }

    private static void Divide(Span<float> values, ReadOnlySpan<float> divisors) =>
        System.Numerics.Tensors.TensorPrimitives.Divide(values[..divisors.Length], divisors, values[..divisors.Length]);
}
