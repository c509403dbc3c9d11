namespace Fovea.Engine.Searching;

/// <summary>Sums of weighted unit vectors.</summary>
internal static class UnitVector
{
    // Unit vectors in half precision that cancel out leave about this much noise behind, which points nowhere.
    private const double SmallestNorm = 1e-3;

    /// <summary>Adds a vector, brought to unit length, with a weight. False, and nothing is added, if it has no direction.</summary>
    /// <param name="sum">What is added to.</param>
    /// <param name="vector">As long as the sum.</param>
    /// <param name="weight">Its weight.</param>
    public static bool TryAdd(Span<float> sum, ReadOnlySpan<float> vector, float weight)
    {
        var norm = Norm(vector);
        if (!double.IsFinite(norm) || norm == 0) return false;
        var scale = (float)(weight / norm);
        for (var i = 0; i < sum.Length; i++) sum[i] += scale * vector[i];
        return true;
    }

    /// <summary>Brings a sum of unit vectors to unit length. False if they cancelled each other out.</summary>
    public static bool TryNormalise(Span<float> sum)
    {
        var norm = Norm(sum);
        if (!(norm > SmallestNorm)) return false;
        for (var i = 0; i < sum.Length; i++) sum[i] = (float)(sum[i] / norm);
        return true;
    }

    /// <summary>A stored vector in full precision.</summary>
    public static float[] From(ReadOnlySpan<Half> stored)
    {
        var vector = new float[stored.Length];
        for (var i = 0; i < vector.Length; i++) vector[i] = (float)stored[i];
        return vector;
    }

    private static double Norm(ReadOnlySpan<float> vector)
    {
        var squares = 0d;
        foreach (var value in vector) squares += (double)value * value;
        return Math.Sqrt(squares);
    }
}
