namespace Fovea.Vectors.Tests;

/// <summary>Many vectors of kinds that an index may be wrong about.</summary>
internal static class VectorKinds
{
    public static readonly string[] All = ["random", "clustered", "duplicated", "cone", "spikes", "tiny", "mixed sizes", "one line"];

    /// <summary>Rows with ids 1, 4, 7, … and a query near one of them.</summary>
    public static (IndexRow[] Rows, float[] Query) Make(string kind, int dimensions, int count, int seed)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, 8).Select(_ => Normal(random, dimensions)).ToArray();
        var rows = new IndexRow[count];
        for (var i = 0; i < count; i++)
        {
            var vector = Vector(kind, random, centres, dimensions);
            rows[i] = new IndexRow(new PhotoId(1 + (3L * i)), [.. vector.Select(number => (Half)number)]);
        }

        float[] query = random.Next(3) == 0
            ? Normal(random, dimensions)
            : [.. rows[random.Next(count)].Vector.Select(number => (float)number + (0.02f * (random.NextSingle() - 0.5f)))];
        return (rows, query);
    }

    private static float[] Vector(string kind, Random random, float[][] centres, int dimensions)
    {
        var noise = Normal(random, dimensions);
        var centre = centres[random.Next(centres.Length)];
        return kind switch
        {
            "clustered" => Unit([.. noise.Zip(centre, (n, c) => c + (0.05f * n))]),
            "duplicated" => Unit(centre),
            "cone" => Unit([.. noise.Select((n, i) => centres[0][i] + (0.3f * n / (1 + (i / 8f))))]),
            "spikes" => [.. noise.Select((n, i) => i == random.Next(3) ? 1f : 1e-4f * n)],
            "tiny" => [.. noise.Select(n => 1e-6f * n)],
            "mixed sizes" => [.. Unit(noise).Select(n => n * MathF.Pow(10, random.Next(-3, 4)))],
            "one line" => [.. Unit(centres[0]).Select(c => c * random.NextSingle())],
            _ => Unit(noise),
        };
    }

    private static float[] Normal(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            vector[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return vector;
    }

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(number => number * number));
        return [.. vector.Select(number => number / length)];
    }
}
