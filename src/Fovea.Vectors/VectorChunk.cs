using System.Runtime.InteropServices;

namespace Fovea.Vectors;

/// <summary>
/// Rows of half-precision numbers in one block of memory, by ascending id, each padded to the kernel's length and aligned to cache lines where
/// that length allows. Filled once; after that several indexes may share it.
/// </summary>
internal sealed class VectorChunk
{
    // Large enough that the loop over chunks costs nothing; small enough that an index with one more photo copies little (docs/adr/0011).
    private const int LargestChunk = 4 * 1024 * 1024;
    private const int CacheLine = 64;

    private readonly Half[] _numbers;
    private readonly PhotoId[] _ids;
    private readonly int _start;
    private readonly int _rowLength;

    /// <param name="rowLength">Padded numbers in a row.</param>
    /// <param name="wantedRows">How many rows would be welcome; a chunk has at least 1 and at most 4 MB of them.</param>
    public VectorChunk(int rowLength, int wantedRows)
    {
        var rows = Math.Clamp(wantedRows, 1, MostRows(rowLength));
        _rowLength = rowLength;
        _ids = new PhotoId[rows];
        _numbers = GC.AllocateUninitializedArray<Half>((rows * rowLength) + (CacheLine / sizeof(short)), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0) & (CacheLine - 1)) / sizeof(short);
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _ids.Length;

    /// <summary>The ids, by row.</summary>
    public ReadOnlySpan<PhotoId> Ids => _ids.AsSpan(0, Count);

    /// <summary>How many rows a chunk can have.</summary>
    public static int MostRows(int rowLength) => Math.Max(1, LargestChunk / sizeof(short) / rowLength);

    public PhotoId Id(int row) => _ids[row];

    public ReadOnlySpan<Half> Row(int row) => _numbers.AsSpan(_start + (row * _rowLength), _rowLength);

    /// <summary>Adds a vector, which is padded if it is shorter than a row.</summary>
    public void Add(PhotoId id, ReadOnlySpan<Half> vector)
    {
        var row = _numbers.AsSpan(_start + (Count * _rowLength), _rowLength);
        vector.CopyTo(row);
        row[vector.Length..].Clear();
        _ids[Count++] = id;
    }
}
