using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fovea.Vectors.Coding;

/// <summary>
/// A fixed rotation that spreads whatever is in a few numbers over all of them, so that every vector is coded equally well: random signs and
/// fast Walsh-Hadamard transforms, in turns (Ailon and Chazelle, "The fast Johnson-Lindenstrauss transform", 2009). Where the length is no power of
/// two, the transform goes over the first and the last power of two that fit, in turns. Lengths and angles stay what they are.
/// </summary>
internal sealed class RandomRotation
{
    private const int Rounds = 3;
    private const ulong Seed = 0x466F766561;

    // float has 24 bits; each level of a transform and each scaling rounds once.
    private const float RoundingOfOne = 1f / (1 << 24);

    private readonly float[][] _signs;
    private readonly int _span;

    /// <param name="length">Numbers in a rotated vector: a multiple of 8.</param>
    public RandomRotation(int length)
    {
        Length = length;
        _span = 1 << BitOperations.Log2((uint)length);
        var state = Seed;
        _signs = [.. Enumerable.Range(0, Rounds).Select(_ => Enumerable.Range(0, length).Select(_ => Sign(ref state)).ToArray())];
    }

    /// <summary>Numbers in a rotated vector.</summary>
    public int Length { get; }

    /// <summary>The most that rounding moves a rotated vector of length 1.</summary>
    public float Error => 2 * Rounds * (BitOperations.Log2((uint)_span) + 2) * RoundingOfOne * 2;

    /// <summary>Rotates in place.</summary>
    /// <param name="vector"><see cref="Length"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> vector)
    {
        var scale = 1 / MathF.Sqrt(_span);
        foreach (var signs in _signs)
        {
            Multiply(vector, signs);
            Transform(vector[.._span], scale);
            if (_span < Length) Transform(vector[^_span..], scale);
        }
    }

    // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same signs on every machine.
    private static float Sign(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) & 1) == 0 ? 1 : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(Span<float> vector, float[] signs)
    {
        ref var numbers = ref vector[0];
        ref var factors = ref signs[0];
        for (nuint i = 0; i < (nuint)vector.Length; i += 8)
        {
            (Vector256.LoadUnsafe(ref numbers, i) * Vector256.LoadUnsafe(ref factors, i)).StoreUnsafe(ref numbers, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(Span<float> vector, float scale)
    {
        ref var numbers = ref vector[0];
        var length = (nuint)vector.Length;
        var one = Vector256.Create(1f, -1, 1, -1, 1, -1, 1, -1);
        var two = Vector256.Create(1f, 1, -1, -1, 1, 1, -1, -1);
        var four = Vector256.Create(1f, 1, 1, 1, -1, -1, -1, -1) * scale;
        for (nuint i = 0; i < length; i += 8)
        {
            var x = Vector256.LoadUnsafe(ref numbers, i);
            x = (x * one) + Vector256.Shuffle(x, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
            x = (x * two) + Vector256.Shuffle(x, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5));
            x = (x * four) + (Vector256.Shuffle(x, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)) * scale);
            x.StoreUnsafe(ref numbers, i);
        }

        for (nuint half = 8; half < length; half *= 2)
        {
            for (nuint first = 0; first < length; first += 2 * half)
            {
                for (var i = first; i < first + half; i += 8)
                {
                    var a = Vector256.LoadUnsafe(ref numbers, i);
                    var b = Vector256.LoadUnsafe(ref numbers, i + half);
                    (a + b).StoreUnsafe(ref numbers, i);
                    (a - b).StoreUnsafe(ref numbers, i + half);
                }
            }
        }
    }
}
