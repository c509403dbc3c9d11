namespace Fovea.Vectors.Kernels;

/// <summary>The loops in the plainest way.</summary>
internal sealed unsafe class ScalarKernel : CodeKernel
{
    /// <inheritdoc />
    public override void SumSigns(byte* block, byte* tables, int columns, ushort* sums)
    {
        for (var row = 0; row < 64; row++)
        {
            var sum = 0;
            for (var column = 0; column < columns; column++)
            {
                var bits = block[(64 * column) + row];
                sum += tables[(32 * column) + (bits & 15)] + tables[(32 * column) + 16 + (bits >> 4)];
            }

            sums[row] = (ushort)sum;
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
        var sum = 0;
        for (var i = 0; i < codes; i += Step, row += 64, query += Step)
        {
            for (var j = 0; j < 64; j++) sum += ((row[j] & 15) * query[j]) + ((row[j] >> 4) * query[64 + j]);
        }

        return sum;
    }
}
