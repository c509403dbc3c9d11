using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fovea.Vectors.Kernels;

/// <summary>512 bits at a time.</summary>
internal sealed unsafe class Avx512Kernel : CodeKernel
{
    // 15 · 127 · 2 for each of two halves: four steps stay within 16 bits.
    private const int StepsWithin16Bits = 4;
    private const int PrefetchBytes = 2048;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumSigns(byte* block, byte* tables, int columns, ushort* sums)
    {
        Vector512<ushort> all = default, odd = default;
        for (var column = 0; column < columns; column += 2, block += 128, tables += 64)
        {
            // Four numbers of at most 63 stay within a byte.
            var four = Look(block, tables) + Look(block + 64, tables + 32);
            all += four.AsUInt16();
            odd += four.AsUInt16() >>> 8;
        }

        // "all" holds even + 256 · odd, and the carries of that addition are taken out with it.
        var even = all - (odd << 8);
        var low = Avx512BW.UnpackLow(even, odd);
        var high = Avx512BW.UnpackHigh(even, odd);
        for (var lane = 0; lane < 4; lane++)
        {
            Lane(low, lane).Store(sums + (16 * lane));
            Lane(high, lane).Store(sums + (16 * lane) + 8);
        }
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void DotCodes(byte* rows, sbyte* query, int codes, int count, int* dots)
    {
        var length = (nuint)(codes / 2);
        var row = 0;
        for (; row + 4 <= count; row += 4, rows += 4 * length)
        {
            var a = Half(Sum(rows, query, codes));
            var b = Half(Sum(rows + length, query, codes));
            var c = Half(Sum(rows + (2 * length), query, codes));
            var d = Half(Sum(rows + (3 * length), query, codes));
            Avx2Kernel.SumEach(a, b, c, d).Store(dots + row);
        }

        for (; row < count; row++, rows += length) dots[row] = DotCode(rows, query, codes);
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int DotCode(byte* row, sbyte* query, int codes) => Vector512.Sum(Sum(row, query, codes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Sum(byte* row, sbyte* query, int codes)
    {
        Vector512<int> sum = default;
        for (var first = 0; first < codes; first += StepsWithin16Bits * Step)
        {
            Vector512<short> sum16 = default;
            var end = Math.Min(codes, first + (StepsWithin16Bits * Step));
            for (var i = first; i < end; i += Step)
            {
                Sse.Prefetch0(row + (i / 2) + PrefetchBytes);
                sum16 += Multiply(Vector512.Load(row + (i / 2)), Vector512.Load(query + i), Vector512.Load(query + i + 64));
            }

            sum += Widen(sum16);
        }

        return sum;
    }

    private static Vector128<ushort> Lane(Vector512<ushort> vector, int lane)
    {
        var half = lane < 2 ? vector.GetLower() : vector.GetUpper();
        return lane % 2 == 0 ? half.GetLower() : half.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Look(byte* bits, byte* tables)
    {
        var both = Vector512.Load(bits);
        var low = both & Vector512.Create((byte)15);
        var high = (both.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)15);
        return Avx512BW.Shuffle(Table(tables), low) + Avx512BW.Shuffle(Table(tables + 16), high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Table(byte* table) => Avx512F.BroadcastVector128ToVector512((int*)table).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Multiply(Vector512<byte> both, Vector512<sbyte> low, Vector512<sbyte> high)
    {
        var mask = Vector512.Create((byte)15);
        return Avx512BW.MultiplyAddAdjacent(both & mask, low) + Avx512BW.MultiplyAddAdjacent((both.AsUInt16() >>> 4).AsByte() & mask, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(Vector512<short> sum) => Avx512BW.MultiplyAddAdjacent(sum, Vector512.Create((short)1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Half(Vector512<int> sum) => sum.GetLower() + sum.GetUpper();
}
