using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fovea.Vectors.Kernels;

/// <summary>256 bits at a time, products added up to 32 bits at once.</summary>
internal sealed unsafe class AvxVnniKernel : Avx2Kernel
{
    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void DotCodes(byte* rows, sbyte* query, int codes, int count, int* dots)
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
    public override int DotCode(byte* row, sbyte* query, int codes) => Vector256.Sum(Sum(row, query, codes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Sum(byte* row, sbyte* query, int codes)
    {
        var mask = Vector256.Create((byte)15);
        Vector256<int> a = default, b = default, c = default, d = default;
        for (var i = 0; i < codes; i += Step)
        {
            var near = Vector256.Load(row + (i / 2));
            var far = Vector256.Load(row + (i / 2) + 32);
            a = AvxVnni.MultiplyWideningAndAdd(a, near & mask, Vector256.Load(query + i));
            b = AvxVnni.MultiplyWideningAndAdd(b, far & mask, Vector256.Load(query + i + 32));
            c = AvxVnni.MultiplyWideningAndAdd(c, (near.AsUInt16() >>> 4).AsByte() & mask, Vector256.Load(query + i + 64));
            d = AvxVnni.MultiplyWideningAndAdd(d, (far.AsUInt16() >>> 4).AsByte() & mask, Vector256.Load(query + i + 96));
        }

        return (a + b) + (c + d);
    }
}
