using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Vectors.Segments;

/// <summary>
/// Rows that are read from a file when they are needed, and checked each time. The file is never mapped: a mapped file that somebody cuts off takes the
/// process with it.
/// </summary>
/// <param name="shape">The segment's shape.</param>
/// <param name="file">The open file.</param>
/// <param name="path">Its name.</param>
/// <param name="start">Where the rows begin.</param>
/// <param name="hot">The hot region, in which the checksums are.</param>
/// <param name="kept">Where rows that were read may be kept; null: they are not.</param>
internal sealed unsafe class RowsInFile(SegmentShape shape, SafeFileHandle file, string path, long start, Region hot, MemoryBlock? kept) : SegmentRows
{
    private readonly bool[] _isKept = kept is null ? [] : new bool[shape.Count];

    /// <summary>The file's name.</summary>
    public string Path => path;

    /// <inheritdoc />
    public override ReadOnlySpan<Half> Read(int row, Span<Half> buffer)
    {
        if (kept is not null && Volatile.Read(ref _isKept[row])) return Kept(row);
        var bytes = MemoryMarshal.AsBytes(buffer[..shape.RowLength]);
        var read = 0;
        try
        {
            while (read < bytes.Length)
            {
                var more = RandomAccess.Read(file, bytes[read..], start + ((long)row * bytes.Length) + read);
                if (more == 0) throw new VectorIndexException(path, $"it ends before row {row}");
                read += more;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new VectorIndexException(path, $"row {row} cannot be read: {exception.Message}", exception);
        }

        var numbers = buffer[..shape.RowLength];
        if (RowSum.Of(numbers) != ((ulong*)(hot.Pointer + shape.RowSums))[row]) throw new VectorIndexException(path, $"row {row} is not what was written");
        if (kept is null) return numbers;

        // Two threads may keep the same row at once: they write the same.
        numbers.CopyTo(Kept(row));
        Volatile.Write(ref _isKept[row], true);
        return numbers;
    }

    private Span<Half> Kept(int row) => new((Half*)kept!.Pointer + ((long)row * shape.RowLength), shape.RowLength);
}
