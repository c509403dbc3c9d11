using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fovea.Vectors.Kernels;

/// <summary>
/// Dot products of half-precision rows with one fp32 query. A half's bits, moved to the place of a float's, are the float's value times
/// 2⁻¹¹² (subnormal halves included), so the query carries the factor 2¹¹² and widening costs two instructions instead of a conversion.
/// </summary>
/// <remarks>
/// <see cref="Vector{T}"/> is 256 bits wide with AVX2 and 128 with NEON; 512 bits are no faster, because memory is the limit
/// (docs/benchmarks.md). Little-endian only, as is every platform that .NET ships for a desktop.
/// </remarks>
internal static class HalfKernel
{
    private const int ExponentShift = 112;

    // Over this exponent the query times 2¹¹² would leave the range of a float.
    private const int LargestExponent = 14;

    private static int Step => 4 * Vector<float>.Count;

    /// <summary>The length of a stored row: the dimensions, zero-padded so that the loop has no tail.</summary>
    public static int PaddedLength(int dimensions) => checked((dimensions + Step - 1) / Step * Step);

    /// <summary>
    /// Brings a query into the order and scale that <see cref="Dot"/> reads: of every two vectors' worth of numbers first those with even
    /// index, then those with odd index.
    /// </summary>
    /// <param name="query">Finite numbers.</param>
    /// <param name="prepared">The padded length; every number is written.</param>
    /// <returns>What every dot product is to be multiplied by; 1 for any query whose numbers are below 2¹⁵.</returns>
    public static float Prepare(ReadOnlySpan<float> query, Span<float> prepared)
    {
        var largest = 0f;
        foreach (var value in query) largest = Math.Max(largest, Math.Abs(value));
        var excess = largest == 0 ? 0 : Math.Max(0, MathF.ILogB(largest) - LargestExponent);

        var width = Vector<float>.Count;
        var factor = MathF.ScaleB(1, ExponentShift - excess);
        prepared.Clear();
        for (var i = 0; i < query.Length; i++)
        {
            var inPair = i % (2 * width);
            prepared[i - inPair + (inPair % 2 * width) + (inPair / 2)] = query[i] * factor;
        }

        return MathF.ScaleB(1, excess);
    }

    /// <summary>The dot product of a padded row of finite halves and a prepared query, in fp32. A zero row gives 0.</summary>
    /// <exception cref="ArgumentException">The lengths differ or are not padded.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<Half> row, ReadOnlySpan<float> prepared)
    {
        if (row.Length != prepared.Length || row.Length % Step != 0) throw new ArgumentException("Row and query must have one padded length.", nameof(row));

        ref var pairs = ref Unsafe.As<Half, int>(ref MemoryMarshal.GetReference(row));
        ref var numbers = ref MemoryMarshal.GetReference(prepared);
        var keep = new Vector<int>(unchecked((int)0x8FFFE000));
        var width = Vector<float>.Count;
        Vector<float> even0 = default, odd0 = default, even1 = default, odd1 = default;
        for (nuint i = 0; i < (nuint)row.Length; i += (nuint)(4 * width))
        {
            var low = Vector.LoadUnsafe(ref pairs, i / 2);
            var high = Vector.LoadUnsafe(ref pairs, (i / 2) + (nuint)width);
            even0 = Vector.FusedMultiplyAdd(Vector.AsVectorSingle(((low << 16) >> 3) & keep), Vector.LoadUnsafe(ref numbers, i), even0);
            odd0 = Vector.FusedMultiplyAdd(Vector.AsVectorSingle((low >> 3) & keep), Vector.LoadUnsafe(ref numbers, i + (nuint)width), odd0);
            even1 = Vector.FusedMultiplyAdd(Vector.AsVectorSingle(((high << 16) >> 3) & keep), Vector.LoadUnsafe(ref numbers, i + (nuint)(2 * width)), even1);
            odd1 = Vector.FusedMultiplyAdd(Vector.AsVectorSingle((high >> 3) & keep), Vector.LoadUnsafe(ref numbers, i + (nuint)(3 * width)), odd1);
        }

        return Vector.Sum((even0 + odd0) + (even1 + odd1));
    }

    /// <summary>The same product in the plainest way, of an unpadded row and a query as it came: what tests hold <see cref="Dot"/> to.</summary>
    public static float DotScalar(ReadOnlySpan<Half> row, ReadOnlySpan<float> query)
    {
        if (row.Length != query.Length) throw new ArgumentException("Row and query must have one length.", nameof(row));

        var sum = 0f;
        for (var i = 0; i < row.Length; i++) sum += (float)row[i] * query[i];
        return sum;
    }
}
