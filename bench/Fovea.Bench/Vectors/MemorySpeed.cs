using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fovea.Bench.Vectors;

/// <summary>How fast this machine reads memory: no search is faster than its bytes.</summary>
internal static class MemorySpeed
{
    // 1 GiB: more than any cache holds.
    private const int Numbers = 256 * 1024 * 1024;
    private const int Rounds = 5;

    /// <summary>Gigabytes a second, the best of five rounds.</summary>
    public static double Measure(int threads)
    {
        var numbers = new int[Numbers];
        numbers.AsSpan().Fill(1);
        return Enumerable.Range(0, Rounds).Max(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, thread => Read(numbers.AsSpan(thread * (Numbers / threads), Numbers / threads)));
            return Numbers * (double)sizeof(int) / 1e9 / Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Read(ReadOnlySpan<int> numbers)
    {
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(numbers);
        var (a, b, c, d) = (Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero);
        for (var i = 0; i + 3 < vectors.Length; i += 4)
        {
            a ^= vectors[i];
            b ^= vectors[i + 1];
            c ^= vectors[i + 2];
            d ^= vectors[i + 3];
        }

        return Vector.Sum(a ^ b ^ c ^ d);
    }
}
