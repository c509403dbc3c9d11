using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fovea.Vectors.Kernels;

/// <summary>256 bits at a time.</summary>
internal class Avx2Kernel : CodeKernel
{
    // 15 · 127 · 2 for each of two halves: four steps stay within 16 bits.
    private const int StepsWithin16Bits = 4;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public sealed override unsafe void SumSigns(byte* block, byte* tables, int columns, ushort* sums)
    {
        for (var half = 0; half < 64; half += 32)
        {
            Vector256<ushort> all = default, odd = default;
            for (var column = 0; column < columns; column += 2)
            {
                // Four numbers of at most 63 stay within a byte.
                var at = block + (64 * column) + half;
                var four = Look(at, tables + (32 * column)) + Look(at + 64, tables + (32 * column) + 32);
                all += four.AsUInt16();
                odd += four.AsUInt16() >>> 8;
            }

            // "all" holds even + 256 · odd, and the carries of that addition are taken out with it.
            var even = all - (odd << 8);
            var low = Avx2.UnpackLow(even, odd);
            var high = Avx2.UnpackHigh(even, odd);
            low.GetLower().Store(sums + half);
            high.GetLower().Store(sums + half + 8);
            low.GetUpper().Store(sums + half + 16);
            high.GetUpper().Store(sums + half + 24);
        }
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe void DotCodes(byte* rows, sbyte* query, int codes, int count, int* dots)
    {
        var length = (nuint)(codes / 2);
        var row = 0;
        for (; row + 4 <= count; row += 4, rows += 4 * length)
        {
            var a = Sum(rows, query, codes);
            var b = Sum(rows + length, query, codes);
            var c = Sum(rows + (2 * length), query, codes);
            var d = Sum(rows + (3 * length), query, codes);
            SumEach(a, b, c, d).Store(dots + row);
        }

        for (; row < count; row++, rows += length) dots[row] = DotCode(rows, query, codes);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override unsafe int DotCode(byte* row, sbyte* query, int codes) => Vector256.Sum(Sum(row, query, codes));

    /// <summary>The sum of each of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<int> SumEach(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        var sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
        return sums.GetLower() + sums.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Sum(byte* row, sbyte* query, int codes)
    {
        var mask = Vector256.Create((byte)15);
        Vector256<int> sum = default;
        for (var first = 0; first < codes; first += StepsWithin16Bits * Step)
        {
            Vector256<short> sum16 = default, other16 = default;
            var end = Math.Min(codes, first + (StepsWithin16Bits * Step));
            for (var i = first; i < end; i += Step)
            {
                var near = Vector256.Load(row + (i / 2));
                var far = Vector256.Load(row + (i / 2) + 32);
                sum16 += Avx2.MultiplyAddAdjacent(near & mask, Vector256.Load(query + i));
                other16 += Avx2.MultiplyAddAdjacent(far & mask, Vector256.Load(query + i + 32));
                sum16 += Avx2.MultiplyAddAdjacent((near.AsUInt16() >>> 4).AsByte() & mask, Vector256.Load(query + i + 64));
                other16 += Avx2.MultiplyAddAdjacent((far.AsUInt16() >>> 4).AsByte() & mask, Vector256.Load(query + i + 96));
            }

            sum += Avx2.MultiplyAddAdjacent(sum16, Vector256.Create((short)1)) + Avx2.MultiplyAddAdjacent(other16, Vector256.Create((short)1));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<byte> Look(byte* bits, byte* tables)
    {
        var both = Vector256.Load(bits);
        var low = both & Vector256.Create((byte)15);
        var high = (both.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)15);
        return Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(tables), low) + Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(tables + 16), high);
    }
}
