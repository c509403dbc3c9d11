using System.Numerics.Tensors;

namespace Fovea.Clip;

/// <summary>What a layer was seen to take.</summary>
/// <param name="Least">The least of each number.</param>
/// <param name="Most">The largest of each number.</param>
internal sealed record LayerObservation(float[] Least, float[] Most)
{
    /// <summary>The largest magnitude of each number.</summary>
    public float[] Magnitudes => [.. Least.Zip(Most, (least, most) => Math.Max(Math.Abs(least), Math.Abs(most)))];

    /// <summary>What was seen here or there.</summary>
    public LayerObservation Or(LayerObservation other) => new([.. Least.Zip(other.Least, Math.Min)], [.. Most.Zip(other.Most, Math.Max)]);

    /// <summary>The same for inputs divided by <paramref name="divisors"/>.</summary>
    public LayerObservation Divide(float[] divisors)
    {
        return new LayerObservation(Divided(Least), Divided(Most));

        float[] Divided(float[] numbers)
        {
            var divided = new float[numbers.Length];
            TensorPrimitives.Divide(numbers, divisors, divided);
            return divided;
        }
    }
}
