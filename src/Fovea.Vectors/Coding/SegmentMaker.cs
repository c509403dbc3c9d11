using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Coding;

/// <summary>Makes segments. Thread-safe.</summary>
internal static unsafe class SegmentMaker
{
    /// <summary>
    /// The most rows of a segment: larger ones are no faster to search, and whoever makes one has all of it in memory (420 MB with 512 numbers).
    /// </summary>
    public const int MostRows = 256 * 1024;

    // A mean of so many rows is near enough: it need not be exact, only the same for all rows of the segment.
    private const int MostInMean = 4096;
    private const int BlocksWorthAThread = 16;

    private static readonly ConcurrentDictionary<int, RandomRotation> Rotations = new();

    /// <summary>The rotation of vectors of a coded length.</summary>
    public static RandomRotation Rotation(int codedDimensions) => Rotations.GetOrAdd(codedDimensions, length => new RandomRotation(length));

    /// <summary>Makes a segment.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="ids">The photos, ascending: one for each row.</param>
    /// <param name="rows">The rows.</param>
    public static Segment Make(SegmentShape shape, ReadOnlySpan<PhotoId> ids, RowsInMemory rows)
    {
        var hot = new MemoryBlock(shape.HotLength);
        var codes = new MemoryBlock(shape.CodesLength);
        ids.CopyTo(new Span<PhotoId>(hot.Pointer + shape.Ids, ids.Length));
        var mean = Mean(shape, rows);
        var exponent = RowExponent(shape, rows);
        var stored = new Span<float>(hot.Pointer + shape.Mean, (int)((shape.HotLength - shape.Mean) / sizeof(float)));
        stored.Clear();
        mean.CopyTo(stored);

        var coder = new SegmentCoder(shape, Rotation(shape.CodedDimensions), hot, codes, rows, mean, exponent);
        var largest = new (float Coded, float Stored)[shape.Blocks];
        if (shape.Blocks <= BlocksWorthAThread)
        {
            for (var block = 0; block < shape.Blocks; block++) largest[block] = coder.Code(block);
        }
        else
        {
            Parallel.For(0, shape.Blocks, block => largest[block] = coder.Code(block));
        }

        GC.KeepAlive(rows);
        var longestMean = TensorPrimitives.Norm<float>(mean);
        return new Segment(
            shape,
            largest.Select(pair => pair.Coded).Append(0).Max(),
            Math.Max(largest.Select(pair => pair.Stored).Append(0).Max(), longestMean),
            exponent,
            new Region(hot),
            new Region(codes),
            rows);
    }

    // With 10 the least half that is not zero becomes the least normal one. Halves without their sign are ordered as their bits are.
    private static int RowExponent(SegmentShape shape, RowsInMemory rows)
    {
        var largest = Vector256<ushort>.Zero;
        for (var row = 0; row < shape.Count; row++)
        {
            var bits = MemoryMarshal.Cast<Half, ushort>(rows.Span(row));
            for (var i = 0; i < bits.Length; i += Vector256<ushort>.Count)
            {
                largest = Vector256.Max(largest, Vector256.Create<ushort>(bits[i..]) & Vector256.Create((ushort)0x7FFF));
            }
        }

        var most = (ushort)0;
        for (var i = 0; i < Vector256<ushort>.Count; i++) most = Math.Max(most, largest[i]);
        return most == 0 ? 0 : Math.Clamp(15 - MathF.ILogB((float)BitConverter.UInt16BitsToHalf(most)), 0, 10);
    }

    private static float[] Mean(SegmentShape shape, RowsInMemory rows)
    {
        var mean = new float[shape.Dimensions];
        var row = new float[shape.Dimensions];
        var sampled = Math.Min(shape.Count, MostInMean);
        for (var i = 0; i < sampled; i++)
        {
            TensorPrimitives.ConvertToSingle(rows.Span((int)((long)i * shape.Count / sampled))[..shape.Dimensions], row);
            TensorPrimitives.Add(mean, row, mean);
        }

        if (sampled > 0) TensorPrimitives.Divide(mean, sampled, mean);
        return mean;
    }
}
