using System.Numerics.Tensors;

namespace Fovea.Bench.Vectors.Data;

/// <summary>Directions at right angles, so that no axis of the data is an axis of the numbers.</summary>
internal static class OrthonormalBasis
{
    /// <summary>Random directions, row-major: normal rows, made orthogonal twice over (Gram and Schmidt).</summary>
    public static float[] Random(int dimensions, ulong stream)
    {
        var basis = new float[dimensions * dimensions];
        for (var row = 0; row < dimensions; row++)
        {
            var vector = basis.AsSpan(row * dimensions, dimensions);
            NormalNumbers.Fill(stream, row, vector);
            for (var other = 0; other < 2 * row; other++)
            {
                var earlier = basis.AsSpan(other % row * dimensions, dimensions);
                TensorPrimitives.MultiplyAdd(earlier, -TensorPrimitives.Dot<float>(earlier, vector), vector, vector);
            }

            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        }

        return basis;
    }
}
