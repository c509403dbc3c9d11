namespace Fovea.Vectors.Tests;

/// <summary>The answer in the plainest way, in double precision.</summary>
internal static class BruteForce
{
    public static float Dot(Half[] vector, float[] query) => (float)vector.Zip(query, (v, q) => (double)v * q).Sum();

    /// <summary>Mean and deviation of at most 4,096 evenly spread rows, in the order in which they were added.</summary>
    public static ScoreStatistics Measure(IndexRow[] rows, float[] query)
    {
        var size = Math.Min(rows.Length, 4096);
        if (size == 0) return default;
        var scores = Enumerable.Range(0, size).Select(i => (double)Dot(rows[(int)((long)i * rows.Length / size)].Vector, query)).ToArray();
        var mean = scores.Average();
        return new ScoreStatistics((float)mean, (float)Math.Sqrt(scores.Average(score => (score - mean) * (score - mean))), size);
    }
}
