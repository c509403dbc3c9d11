namespace Fovea.Clip;

/// <summary>Matrices as arrays, row-major.</summary>
internal static class Matrices
{
    /// <summary>From <c>[rows, columns]</c> to <c>[columns, rows]</c>.</summary>
    public static float[] Transpose(float[] matrix, int rows, int columns)
    {
        // In squares, so that neither side leaves the cache.
        const int Side = 32;
        var transposed = GC.AllocateUninitializedArray<float>(matrix.Length);
        for (var top = 0; top < rows; top += Side)
        {
            for (var left = 0; left < columns; left += Side)
            {
                for (var r = top; r < Math.Min(top + Side, rows); r++)
                {
                    for (var c = left; c < Math.Min(left + Side, columns); c++) transposed[(c * rows) + r] = matrix[(r * columns) + c];
                }
            }
        }

        return transposed;
    }
}
