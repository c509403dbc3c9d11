using System.Globalization;
using System.Numerics.Tensors;

namespace Fovea.Bench.Vectors.Data;

/// <summary>What vectors look like to a search, in one line: the enlarged set must read like the real one.</summary>
internal static class DataReport
{
    /// <summary>Describes vectors.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="rows">Row-major.</param>
    /// <param name="queries">Texts.</param>
    /// <param name="ranked">How many of the rows the best score is sought among: the same for sets that are compared.</param>
    public static string Line(string name, float[] rows, float[][] queries, int ranked)
    {
        var dimensions = queries[0].Length;
        var count = rows.Length / dimensions;
        var axes = new PrincipalAxes(rows, dimensions);
        var (mean, deviation, best, tenth) = (0d, 0d, 0d, 0d);
        foreach (var query in queries)
        {
            var scores = new float[count];
            for (var i = 0; i < count; i++) scores[i] = TensorPrimitives.Dot<float>(query, rows.AsSpan(i * dimensions, dimensions));
            mean += TensorPrimitives.Average<float>(scores) / queries.Length;
            deviation += TensorPrimitives.StdDev<float>(scores) / queries.Length;
            var top = scores.Take(ranked).OrderDescending().Take(10).ToArray();
            best += top[0] / queries.Length;
            tenth += top[^1] / queries.Length;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {name}: scores of {queries.Length} queries: mean {mean:F3}, deviation {deviation:F4}, best of {ranked} {best:F3}, tenth {tenth:F3}; length of the mean vector {TensorPrimitives.Norm<float>(axes.Mean):F3}; variance in the first 32 / 64 / 128 directions {axes.Energy(32):P1} / {axes.Energy(64):P1} / {axes.Energy(128):P1}; nearest row at cosine {Nearest(rows, dimensions, ranked):F3}");
    }

    // The median, over 100 rows, of the cosine similarity to the most similar other row.
    private static float Nearest(float[] rows, int dimensions, int among)
    {
        var nearest = Enumerable.Range(0, 100).Select(i => i * among / 100).Select(row => Enumerable.Range(0, among).Where(other => other != row)
            .Max(other => TensorPrimitives.Dot<float>(rows.AsSpan(row * dimensions, dimensions), rows.AsSpan(other * dimensions, dimensions))));
        return nearest.Order().ElementAt(50);
    }
}
