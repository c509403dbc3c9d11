using System.Numerics.Tensors;
using Fovea.Bench.Vectors.Data;
using Fovea.Bench.Vectors.Peers;

namespace Fovea.Bench.Vectors;

/// <summary>What each query's best rows really are: every stored row as fp32, read anew from the file, multiplied in fp32.</summary>
internal sealed class Truth
{
    // Two orders of summing 512 products differ by less than this; a row so near to the last one may take its place.
    private const float Tolerance = 2e-6f;
    private readonly ScoredPhoto[][] _best;
    private readonly RowFile _file;
    private readonly BenchFilter? _filter;

    private Truth(RowFile file, BenchFilter? filter, ScoredPhoto[][] best)
    {
        (_file, _filter, _best) = (file, filter, best);
    }

    /// <summary>Finds the best of all queries in one pass over the file.</summary>
    public static Truth Find(RowFile file, float[][] queries, int wanted, BenchFilter? filter)
    {
        var best = queries.Select(_ => new BestRows(Math.Min(wanted, file.Count))).ToArray();
        foreach (var (first, halves) in file.Blocks())
        {
            var rows = new float[halves.Length];
            TensorPrimitives.ConvertToSingle(halves.Span, rows);
            Parallel.For(0, queries.Length, query =>
            {
                for (var row = 0; row < rows.Length / file.Dimensions; row++)
                {
                    if (filter is not null && !filter.Photos.Contains(new PhotoId(first + row))) continue;
                    best[query].Offer(first + row, TensorPrimitives.Dot<float>(queries[query], rows.AsSpan(row * file.Dimensions, file.Dimensions)));
                }
            });
        }

        return new Truth(file, filter, [.. best.Select(rows => rows.Sorted())]);
    }

    /// <summary>Whether the query was among those whose best were sought.</summary>
    public bool Knows(int query) => query < _best.Length;

    /// <summary>What part of a query's true best are among the results, and how far the results' scores are off.</summary>
    /// <param name="query">The query's number.</param>
    /// <param name="vector">The query.</param>
    /// <param name="wanted">How many were asked for.</param>
    /// <param name="results">What was given.</param>
    public (double Recall, float Error) Check(int query, float[] vector, int wanted, IReadOnlyList<ScoredPhoto> results)
    {
        var count = Math.Min(wanted, _best[query].Length);
        if (count == 0) return (1, 0);
        var least = _best[query][count - 1].Score - Tolerance;
        var (right, error) = (0, float.NaN);
        var halves = new Half[vector.Length];
        var row = new float[vector.Length];
        foreach (var result in results.DistinctBy(result => result.Id).Take(count))
        {
            _file.Read((int)result.Id.Value, halves);
            TensorPrimitives.ConvertToSingle(halves, row);
            var score = TensorPrimitives.Dot<float>(vector, row);
            if (score >= least && _filter?.Photos.Contains(result.Id) != false) right++;
            if (!float.IsNaN(result.Score)) error = float.MaxNumber(error, Math.Abs(score - result.Score));
        }

        return ((double)right / count, error);
    }
}
