namespace Fovea.Vectors.Tests;

/// <summary>The answer in the plainest way, in double precision.</summary>
internal static class BruteForce
{
    public static float Dot(Half[] vector, float[] query) => (float)vector.Zip(query, (v, q) => (double)v * q).Sum();
}
