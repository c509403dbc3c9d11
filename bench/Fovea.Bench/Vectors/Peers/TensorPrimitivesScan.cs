using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Fovea.Bench.Vectors.Data;

namespace Fovea.Bench.Vectors.Peers;

/// <summary>The peer in .NET: fp32 vectors in one array, TensorPrimitives' dot product, a priority queue.</summary>
internal sealed class TensorPrimitivesScan
{
    private readonly float[] _rows;
    private readonly int _dimensions;
    private readonly int _count;

    private TensorPrimitivesScan(float[] rows, int dimensions)
    {
        (_rows, _dimensions, _count) = (rows, dimensions, rows.Length / dimensions);
    }

    /// <summary>Why a peer with fp32 vectors cannot hold so many; null: it can.</summary>
    public static string? Problem(RowFile file)
    {
        var (numbers, memory) = ((long)file.Count * file.Dimensions, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return numbers <= Array.MaxLength && numbers * sizeof(float) <= memory / 3
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"fp32 vectors take {numbers * 4 / 1e9:F0} GB: more than one array holds, or than a third of the memory");
    }

    /// <summary>Reads all rows.</summary>
    public static TensorPrimitivesScan Read(RowFile file)
    {
        var numbers = file.Count * file.Dimensions;
        var rows = new float[numbers];
        foreach (var (first, block) in file.Blocks()) TensorPrimitives.ConvertToSingle(block.Span, rows.AsSpan(first * file.Dimensions, block.Length));
        return new TensorPrimitivesScan(rows, file.Dimensions);
    }

    /// <summary>As a contender.</summary>
    public Contender On(int threads) => new(
        threads == 1 ? "TensorPrimitives fp32" : $"TensorPrimitives fp32, {threads} threads",
        question => new Answer([Search(question.Query, question.Wanted, question.Filter?.Photos, threads)]))
    {
        BytesPerQuery = _rows.Length * (double)sizeof(float),
        IsPeer = true,
    };

    private ScoredPhoto[] Search(float[] query, int wanted, PhotoBitmap? filter, int threads)
    {
        if (threads == 1) return Scan(query, 0, _count, wanted, filter).Sorted();
        var parts = new BestRows[threads];
        Parallel.For(0, threads, part => parts[part] = Scan(
            query, (int)((long)_count * part / threads), (int)((long)_count * (part + 1) / threads), wanted, filter));
        foreach (var part in parts[1..]) parts[0].OfferAll(part);
        return parts[0].Sorted();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private BestRows Scan(float[] query, int from, int to, int wanted, PhotoBitmap? filter)
    {
        var best = new BestRows(wanted);
        for (var row = from; row < to; row++)
        {
            if (filter is not null && !filter.Contains(new PhotoId(row))) continue;
            best.Offer(row, TensorPrimitives.Dot<float>(_rows.AsSpan(row * _dimensions, _dimensions), query));
        }

        return best;
    }
}
