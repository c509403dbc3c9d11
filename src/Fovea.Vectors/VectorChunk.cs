using System.Runtime.InteropServices;

namespace Fovea.Vectors;

/// <summary>Rows of half-precision numbers in one block of memory, each padded to the kernel's length and aligned to cache lines where that length allows.</summary>
internal sealed class VectorChunk
{
    // Large enough that the loop over chunks costs nothing, small enough for the memory manager and far below the 2 GB of an array.
    private const int LargestChunk = 64 * 1024 * 1024;
    private const int CacheLine = 64;

    private readonly Half[] _numbers;
    private readonly PhotoId[] _ids;
    private readonly int _start;
    private readonly int _rowLength;

    /// <param name="rowLength">Padded numbers in a row.</param>
    /// <param name="wantedRows">How many rows would be welcome; a chunk has at least 1 and at most 64 MB of them.</param>
    public VectorChunk(int rowLength, int wantedRows)
    {
        var rows = Math.Clamp(wantedRows, 1, Math.Max(1, LargestChunk / sizeof(short) / rowLength));
        _rowLength = rowLength;
        _ids = new PhotoId[rows];
        _numbers = GC.AllocateUninitializedArray<Half>((rows * rowLength) + (CacheLine / sizeof(short)), pinned: true);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0) & (CacheLine - 1)) / sizeof(short);
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _ids.Length;

    /// <summary>The ids, by row.</summary>
    public ReadOnlySpan<PhotoId> Ids => _ids.AsSpan(0, Count);

    public PhotoId Id(int row) => _ids[row];

    public ReadOnlySpan<Half> Row(int row) => _numbers.AsSpan(_start + (row * _rowLength), _rowLength);

    public void Add(PhotoId id, ReadOnlySpan<Half> vector)
    {
        var row = _numbers.AsSpan(_start + (Count * _rowLength), _rowLength);
        vector.CopyTo(row);
        row[vector.Length..].Clear();
        _ids[Count++] = id;
    }
}
