using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Bench.Vectors.Data;

/// <summary>Rows of half-precision numbers in a file, nothing else, little-endian: what was made once is read again, also by other programs.</summary>
/// <remarks>Thread-safe. A file may hold more rows than were asked for: the first ones are the same whatever the length.</remarks>
internal sealed class RowFile : IDisposable
{
    private const int Block = 16_384;
    private readonly SafeFileHandle _file;

    private RowFile(string path, int rows, int dimensions)
    {
        (Path, Count, Dimensions) = (path, rows, dimensions);
        _file = File.OpenHandle(path);
    }

    public string Path { get; }

    public int Count { get; }

    public int Dimensions { get; }

    /// <summary>Opens the first rows of a file, and first makes those that it lacks, a block at a time on all processors.</summary>
    public static RowFile Open(string path, MixtureModel model, ulong stream, int rows)
    {
        var rowBytes = model.Dimensions * 2L;
        using (var file = new FileStream(path, FileMode.OpenOrCreate))
        {
            RequireSpace(path, (rows * rowBytes) - file.Length);
            var block = new Half[Block * model.Dimensions];
            for (var first = file.Length / rowBytes; first < rows; first += Block)
            {
                var (from, count) = (first, (int)Math.Min(Block, rows - first));
                Parallel.For(0, count, row => Make(model, stream, from + row, block.AsSpan(row * model.Dimensions, model.Dimensions)));
                file.Position = first * rowBytes;
                file.Write(MemoryMarshal.AsBytes(block.AsSpan(0, count * model.Dimensions)));
            }
        }

        return new RowFile(path, rows, model.Dimensions);
    }

    /// <summary>Reads whole rows.</summary>
    public void Read(int first, Span<Half> rows)
    {
        var bytes = MemoryMarshal.AsBytes(rows);
        var offset = first * 2L * Dimensions;
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0) throw new EndOfStreamException($"{Path} is shorter than {Count} rows.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    /// <summary>Hands out all rows in order, a block at a time. The memory is used again for the next block.</summary>
    public IEnumerable<(int First, ReadOnlyMemory<Half> Rows)> Blocks()
    {
        var block = new Half[Block * Dimensions];
        for (var first = 0; first < Count; first += Block)
        {
            var length = Math.Min(Block, Count - first) * Dimensions;
            Read(first, block.AsSpan(0, length));
            yield return (first, block.AsMemory(0, length));
        }
    }

    public void Dispose() => _file.Dispose();

    private static void Make(MixtureModel model, ulong stream, long row, Span<Half> halves)
    {
        Span<float> vector = stackalloc float[model.Dimensions];
        model.Make(stream, row, vector);
        TensorPrimitives.ConvertToHalf(vector, halves);
    }

    private static void RequireSpace(string path, long bytes)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (bytes > free) throw new IOException($"{path} would need {bytes / 1e9:F1} GB more; {free / 1e9:F1} GB are free. Name another folder with --cache.");
    }
}
