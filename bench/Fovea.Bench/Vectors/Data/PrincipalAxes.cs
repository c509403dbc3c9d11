using System.Numerics.Tensors;

namespace Fovea.Bench.Vectors.Data;

/// <summary>Mean and covariance of vectors, taken apart into directions and the variance along each.</summary>
internal sealed class PrincipalAxes
{
    private const int Sweeps = 12;
    private readonly double[] _variances;
    private readonly float[] _axes;
    private readonly int _dimensions;

    /// <param name="rows">Row-major.</param>
    /// <param name="dimensions">Numbers in a row.</param>
    public PrincipalAxes(float[] rows, int dimensions)
    {
        _dimensions = dimensions;
        Mean = MeanOf(rows, dimensions);
        var matrix = Covariance(rows, Mean);
        var vectors = Diagonalise(matrix, dimensions);
        var order = Enumerable.Range(0, dimensions).OrderByDescending(i => matrix[(i * dimensions) + i]).ToArray();
        _variances = [.. order.Select(i => Math.Max(0, matrix[(i * dimensions) + i]))];
        _axes = [.. order.SelectMany(i => vectors[(i * dimensions)..((i + 1) * dimensions)]).Select(v => (float)v)];
    }

    public float[] Mean { get; }

    /// <summary>Descending.</summary>
    public IReadOnlyList<double> Variances => _variances;

    /// <summary>The direction of the n-th variance.</summary>
    public ReadOnlySpan<float> Axis(int n) => _axes.AsSpan(n * _dimensions, _dimensions);

    /// <summary>What part of the variance lies in the first directions.</summary>
    public double Energy(int directions) => _variances.Take(directions).Sum() / _variances.Sum();

    private static float[] MeanOf(float[] rows, int dimensions)
    {
        var sums = new double[dimensions];
        for (var i = 0; i < rows.Length; i++) sums[i % dimensions] += rows[i];
        return [.. sums.Select(sum => (float)(sum / (rows.Length / dimensions)))];
    }

    private static double[] Covariance(float[] rows, float[] mean)
    {
        var dimensions = mean.Length;
        var count = rows.Length / dimensions;
        var columns = new float[rows.Length];
        for (var i = 0; i < rows.Length; i++) columns[(i % dimensions * count) + (i / dimensions)] = rows[i] - mean[i % dimensions];
        var matrix = new double[dimensions * dimensions];
        Parallel.For(0, dimensions, i =>
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * dimensions) + j] = matrix[(j * dimensions) + i] =
                    TensorPrimitives.Dot<float>(columns.AsSpan(i * count, count), columns.AsSpan(j * count, count)) / count;
            }
        });
        return matrix;
    }

    // Jacobi's rotations over rows and columns (Golub and Van Loan, Matrix Computations, 8.5): the matrix becomes diagonal, the rotations
    // together its eigenvectors, one a row.
    private static double[] Diagonalise(double[] matrix, int size)
    {
        var vectors = new double[matrix.Length];
        for (var i = 0; i < size; i++) vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++) Rotate(matrix, vectors, size, p, q);
            }
        }

        return vectors;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int p, int q)
    {
        var off = matrix[(p * size) + q];
        if (Math.Abs(off) < 1e-12) return;
        var theta = (matrix[(q * size) + q] - matrix[(p * size) + p]) / (2 * off);
        var tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        TurnRows(matrix, size, p, q, cosine, sine);
        for (var i = 0; i < size; i++)
        {
            var (a, b) = (matrix[(i * size) + p], matrix[(i * size) + q]);
            matrix[(i * size) + p] = (cosine * a) - (sine * b);
            matrix[(i * size) + q] = (sine * a) + (cosine * b);
        }

        TurnRows(vectors, size, p, q, cosine, sine);
    }

    private static void TurnRows(double[] matrix, int size, int p, int q, double cosine, double sine)
    {
        var first = matrix.AsSpan(p * size, size);
        var second = matrix.AsSpan(q * size, size);
        for (var i = 0; i < size; i++)
        {
            var (a, b) = (first[i], second[i]);
            first[i] = (cosine * a) - (sine * b);
            second[i] = (sine * a) + (cosine * b);
        }
    }
}
