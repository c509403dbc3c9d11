using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Fovea.Vectors.Segments;

/// <summary>The checksum of a stored row.</summary>
internal static class RowSum
{
    /// <summary>XxHash3, 64 bits, of a padded row.</summary>
    public static ulong Of(ReadOnlySpan<Half> row) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(row));
}
