using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Fovea.Vectors.Kernels;

/// <summary>128 bits at a time, with ARM64's dot product instructions.</summary>
internal sealed unsafe class DotProductKernel : CodeKernel
{
    /// <inheritdoc />
    public override void SumSigns(byte* block, byte* tables, int columns, ushort* sums)
    {
        var mask = Vector128.Create((byte)15);
        for (var part = 0; part < 64; part += 16)
        {
            Vector128<ushort> low = default, high = default;
            for (var column = 0; column < columns; column++)
            {
                var both = Vector128.Load(block + (64 * column) + part);
                var two = AdvSimd.Arm64.VectorTableLookup(Vector128.Load(tables + (32 * column)), both & mask)
                    + AdvSimd.Arm64.VectorTableLookup(Vector128.Load(tables + (32 * column) + 16), both >>> 4);
                low = AdvSimd.AddWideningLower(low, two.GetLower());
                high = AdvSimd.AddWideningUpper(high, two);
            }

            low.Store(sums + part);
            high.Store(sums + part + 8);
        }
    }

    /// <inheritdoc />
    public override void DotCodes(byte* rows, sbyte* query, int codes, int count, int* dots)
    {
        for (var row = 0; row < count; row++) dots[row] = DotCode(rows + ((long)row * (codes / 2)), query, codes);
    }

    /// <inheritdoc />
    public override int DotCode(byte* row, sbyte* query, int codes)
    {
        var mask = Vector128.Create((byte)15);
        Vector128<int> low = default, high = default;
        for (var i = 0; i < codes; i += Step, row += 64, query += Step)
        {
            for (var j = 0; j < 64; j += 16)
            {
                var both = Vector128.Load(row + j);
                low = Dp.DotProduct(low, (both & mask).AsSByte(), Vector128.Load(query + j));
                high = Dp.DotProduct(high, (both >>> 4).AsSByte(), Vector128.Load(query + 64 + j));
            }
        }

        return Vector128.Sum(low + high);
    }
}
