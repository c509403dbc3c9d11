using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Vectors.Segments;

/// <summary>Writes segments to files and reads them (docs/formats/segment.md).</summary>
internal static unsafe class SegmentFile
{
    private const int BlocksWorthAThread = 8;

    /// <summary>Writes a segment that is in memory.</summary>
    /// <param name="stream">An empty file.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="space">Its space's id.</param>
    public static void Write(FileStream stream, Segment segment, string space)
    {
        var sums = new ulong[SegmentHeader.BlocksOf(segment.Shape.HotLength) + SegmentHeader.BlocksOf(segment.Shape.CodesLength)];
        Sum(segment.Hot.Pointer, segment.Shape.HotLength, sums);
        Sum(segment.Codes.Pointer, segment.Shape.CodesLength, sums.AsSpan(SegmentHeader.BlocksOf(segment.Shape.HotLength)));
        var table = MemoryMarshal.AsBytes<ulong>(sums);
        var header = new SegmentHeader
        {
            Identity = segment.Identity,
            Space = space,
            Shape = segment.Shape,
            RowExponent = segment.RowExponent,
            LargestLength = segment.LargestLength,
            LargestRow = segment.LargestRow,
            TableSum = XxHash3.HashToUInt64(table),
        };
        stream.SetLength(header.Length);
        stream.Write(header.ToBytes());
        Write(stream, SegmentHeader.Size, segment.Hot.Pointer, segment.Shape.HotLength);
        Write(stream, header.Codes, segment.Codes.Pointer, segment.Shape.CodesLength);
        stream.Position = header.Table;
        stream.Write(table);
        stream.Position = header.Rows;
        var buffer = new Half[segment.Shape.RowLength];
        for (var row = 0; row < segment.Count; row++) stream.Write(MemoryMarshal.AsBytes(segment.Rows.Read(row, buffer)));
        stream.Flush();
        GC.KeepAlive(segment);
    }

    /// <summary>Opens a segment. What a search reads of every row is read into memory and checked now, the rows when they are needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">The segment's own name.</param>
    /// <param name="space">The space that it must be of.</param>
    /// <param name="isMapped">Whether the codes are mapped instead of read: more of them than there is memory for.</param>
    /// <param name="keepsRows">Whether rows that were read stay in memory.</param>
    /// <exception cref="VectorIndexException">It is not this segment as it was written.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Segment Open(string path, Guid identity, EmbeddingSpace space, bool isMapped, bool keepsRows)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return Read(file, path, identity, space, isMapped, keepsRows);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Segment Read(SafeFileHandle file, string path, Guid identity, EmbeddingSpace space, bool isMapped, bool keepsRows)
    {
        var bytes = new byte[SegmentHeader.Size];
        Read(file, bytes, 0, path);
        var header = SegmentHeader.Read(bytes, path);
        if (header.Identity != identity || header.Space != space.Id || header.Shape.Dimensions != space.Dimensions) throw new VectorIndexException(path, "it is another segment");
        if (RandomAccess.GetLength(file) != header.Length) throw new VectorIndexException(path, $"it has {RandomAccess.GetLength(file)} bytes instead of {header.Length}");

        var sums = new ulong[header.Blocks];
        Read(file, MemoryMarshal.AsBytes(sums.AsSpan()), header.Table, path);
        if (XxHash3.HashToUInt64(MemoryMarshal.AsBytes<ulong>(sums)) != header.TableSum) throw new VectorIndexException(path, "its checksums are damaged");
        var hotSums = SegmentHeader.BlocksOf(header.Shape.HotLength);
        var hot = ReadRegion(file, path, SegmentHeader.Size, header.Shape.HotLength, sums.AsMemory(0, hotSums));
        var codes = isMapped
            ? MapRegion(path, header.Codes, header.Shape.CodesLength, sums.AsMemory(hotSums))
            : ReadRegion(file, path, header.Codes, header.Shape.CodesLength, sums.AsMemory(hotSums));
        var rows = new RowsInFile(header.Shape, file, path, header.Rows, hot, keepsRows ? new MemoryBlock(header.Shape.RowsLength) : null);
        return new Segment(header.Shape, header.LargestLength, header.LargestRow, header.RowExponent, hot, codes, rows) { Identity = identity };
    }

    private static void Sum(byte* region, long length, Span<ulong> sums)
    {
        for (var block = 0; block < SegmentHeader.BlocksOf(length); block++) sums[block] = XxHash3.HashToUInt64(Block(region, length, block));
    }

    private static Span<byte> Block(byte* region, long length, int block)
    {
        var start = (long)block * SegmentHeader.BlockSize;
        return new Span<byte>(region + start, (int)Math.Min(SegmentHeader.BlockSize, length - start));
    }

    private static void Write(FileStream stream, long offset, byte* region, long length)
    {
        stream.Position = offset;
        for (var block = 0; block < SegmentHeader.BlocksOf(length); block++) stream.Write(Block(region, length, block));
    }

    private static Region ReadRegion(SafeFileHandle file, string path, long offset, long length, ReadOnlyMemory<ulong> sums)
    {
        var memory = new MemoryBlock(length);
        ForEach(sums.Length, block =>
        {
            var span = Block(memory.Pointer, length, block);
            Read(file, span, offset + ((long)block * SegmentHeader.BlockSize), path);
            if (XxHash3.HashToUInt64(span) != sums.Span[block]) throw new VectorIndexException(path, $"block {block} is damaged");
        });
        GC.KeepAlive(memory);
        return new Region(memory);
    }

    private static Region MapRegion(string path, long offset, long length, ReadOnlyMemory<ulong> sums)
    {
        var mapped = new MappedBlock(path, offset, length);
        ForEach(sums.Length, block =>
        {
            if (XxHash3.HashToUInt64(Block(mapped.Pointer, length, block)) != sums.Span[block]) throw new VectorIndexException(path, $"block {block} is damaged");
        });
        GC.KeepAlive(mapped);
        return new Region(mapped, mapped.Pointer, length);
    }

    private static void ForEach(int count, Action<int> action)
    {
        if (count <= BlocksWorthAThread)
        {
            for (var i = 0; i < count; i++) action(i);
            return;
        }

        VectorIndexException? failure = null;
        Parallel.For(0, count, (i, state) =>
        {
            try
            {
                action(i);
            }
            catch (VectorIndexException exception)
            {
                failure = exception;
                state.Stop();
            }
        });
        if (failure is not null) throw failure;
    }

    private static void Read(SafeFileHandle file, Span<byte> bytes, long offset, string path)
    {
        try
        {
            for (var read = 0; read < bytes.Length;)
            {
                var more = RandomAccess.Read(file, bytes[read..], offset + read);
                if (more == 0) throw new VectorIndexException(path, "it ends too early");
                read += more;
            }
        }
        catch (IOException exception)
        {
            throw new VectorIndexException(path, exception.Message, exception);
        }
    }
}
