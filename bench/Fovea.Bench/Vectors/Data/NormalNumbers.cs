namespace Fovea.Bench.Vectors.Data;

/// <summary>Standard normal numbers that depend on a stream and a row only: rows can be made in any order, by any number of threads.</summary>
internal static class NormalNumbers
{
    private const int Quantiles = 1 << 16;
    private static readonly float[] Table = MakeTable();

    /// <summary>Fills a row. Four numbers come from each 64 random bits, by a table of 65,536 quantiles (the largest is 4.3).</summary>
    public static void Fill(ulong stream, long row, Span<float> numbers)
    {
        var state = Hash(stream, row);
        for (var i = 0; i < numbers.Length; i += 4)
        {
            var bits = Mix(state += Golden);
            for (var j = 0; j < 4 && i + j < numbers.Length; j++) numbers[i + j] = Table[(ushort)(bits >> (16 * j))];
        }
    }

    /// <summary>64 bits for a row of a stream.</summary>
    public static ulong Hash(ulong stream, long row) => Mix(Mix(stream * Golden) + (ulong)row);

    private const ulong Golden = 0x9E3779B97F4A7C15;

    // The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // The density summed up in small steps: .NET has no inverse of the normal distribution.
    private static float[] MakeTable()
    {
        const double Step = 1e-5;
        var table = new float[Quantiles];
        var (sum, x) = (0d, -6d);
        for (var i = 0; i < Quantiles; i++)
        {
            while (sum * Quantiles < i + 0.5 && x < 6)
            {
                sum += Step * Math.Exp(-(x + (Step / 2)) * (x + (Step / 2)) / 2) / Math.Sqrt(2 * Math.PI);
                x += Step;
            }

            table[i] = (float)x;
        }

        return table;
    }
}
