using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Fovea.Vectors;

/// <summary>Exact search by comparing the query with every vector. Disposal only refuses further searches: the memory is the collector's.</summary>
internal sealed class FlatVectorIndex : IVectorIndex
{
    // One core reads this much in 2 ms. Below it a second thread saves nothing that a person could feel, and the first use of the thread
    // pool costs 20 ms; more than four threads wait for memory (docs/benchmarks.md).
    private const long BytesWorthAThread = 64L * 1024 * 1024;
    private const int MostThreads = 4;
    private const int RowsBetweenCancellationChecks = 4096;
    private const int LargestSample = 4096;

    private readonly VectorChunk[] _chunks;
    private readonly int _rowLength;
    private volatile bool _isDisposed;

    /// <param name="space">The space.</param>
    /// <param name="rowLength">Padded numbers in a row.</param>
    /// <param name="chunks">None empty; ids ascending over all of them.</param>
    public FlatVectorIndex(EmbeddingSpace space, int rowLength, VectorChunk[] chunks)
    {
        Space = space;
        _rowLength = rowLength;
        _chunks = chunks;
        Count = chunks.Sum(c => c.Count);
    }

    public EmbeddingSpace Space { get; }

    public int Count { get; }

    public IReadOnlyList<ScoredPhoto> Search(ReadOnlySpan<float> query, int k, PhotoBitmap? filter, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        Require(query);
        cancellationToken.ThrowIfCancellationRequested();

        k = Math.Min(k, Count);
        if (k == 0) return [];

        var threads = (int)Math.Clamp(Count * (_rowLength * 2L) / BytesWorthAThread, 1, Math.Min(MostThreads, Environment.ProcessorCount));
        var prepared = ArrayPool<float>.Shared.Rent(_rowLength);
        var kept = ArrayPool<ScoredPhoto>.Shared.Rent(checked(k * threads));
        try
        {
            var factor = HalfKernel.Prepare(query, prepared.AsSpan(0, _rowLength));
            var best = threads == 1
                ? Scan(prepared, 0, Count, new TopList(kept.AsSpan(0, k)), filter, cancellationToken).Sort()
                : ScanInParallel(prepared, k, threads, kept, filter, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();

            var result = best.ToArray();
            for (var i = 0; i < result.Length && factor != 1; i++) result[i] = result[i] with { Score = result[i].Score * factor };
            return result;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(prepared);
            ArrayPool<ScoredPhoto>.Shared.Return(kept);
        }
    }

    public ScoreStatistics Measure(ReadOnlySpan<float> query)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Require(query);
        if (Count == 0) return default;

        var prepared = ArrayPool<float>.Shared.Rent(_rowLength);
        try
        {
            var factor = HalfKernel.Prepare(query, prepared.AsSpan(0, _rowLength));
            return Sample(prepared.AsSpan(0, _rowLength), factor);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(prepared);
        }
    }

    public int CountOf(PhotoBitmap photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var count = 0;
        foreach (var chunk in _chunks)
        {
            foreach (var id in chunk.Ids) count += photos.Contains(id) ? 1 : 0;
        }

        return count;
    }

    public bool TryRead(PhotoId id, Span<float> vector)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (vector.Length != Space.Dimensions)
        {
            throw new ArgumentException($"There is room for {vector.Length} numbers; the index holds vectors of {Space.Dimensions}.", nameof(vector));
        }

        if (ChunkOf(id) is not { } chunk) return false;
        var row = chunk.Ids.BinarySearch(id);
        if (row < 0) return false;
        TensorPrimitives.ConvertToSingle(chunk.Row(row)[..vector.Length], vector);
        return true;
    }

    public IVectorIndex With(IVectorIndex changed, PhotoBitmap removed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removed);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (changed is not FlatVectorIndex other) throw new ArgumentException("The changes are an index of another kind.", nameof(changed));
        if (other.Space != Space) throw new ArgumentException("The changes are vectors of another space.", nameof(changed));
        return new FlatVectorIndex(Space, _rowLength, new ChunkMerge(_rowLength, other._chunks, removed).Run(_chunks));
    }

    public void Dispose() => _isDisposed = true;

    // The last chunk that does not begin after the id.
    private VectorChunk? ChunkOf(PhotoId id)
    {
        var (low, high) = (0, _chunks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_chunks[middle].Id(0) <= id) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : _chunks[low - 1];
    }

    private void Require(ReadOnlySpan<float> query)
    {
        if (query.Length != Space.Dimensions)
        {
            throw new ArgumentException($"The query has {query.Length} numbers; the index holds vectors of {Space.Dimensions}.", nameof(query));
        }

        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query holds NaN or infinity.", nameof(query));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ScoreStatistics Sample(ReadOnlySpan<float> prepared, float factor)
    {
        var size = Math.Min(Count, LargestSample);
        var (chunk, first) = (0, 0);
        var (mean, squares) = (0d, 0d);
        for (var i = 0; i < size; i++)
        {
            var row = (int)((long)i * Count / size);
            while (row - first >= _chunks[chunk].Count) first += _chunks[chunk++].Count;
            double score = HalfKernel.Dot(_chunks[chunk].Row(row - first), prepared) * factor;

            // Welford's update (Technometrics 4(3), 1962): a small spread around a large mean is not lost, as in a sum of squares.
            var distance = score - mean;
            mean += distance / (i + 1);
            squares += distance * (score - mean);
        }

        return new ScoreStatistics((float)mean, (float)Math.Sqrt(squares / size), size);
    }

    private Span<ScoredPhoto> ScanInParallel(
        float[] prepared, int k, int threads, ScoredPhoto[] kept, PhotoBitmap? filter, CancellationToken cancellationToken)
    {
        var counts = new int[threads];
        Parallel.For(0, threads, thread =>
        {
            var list = new TopList(kept.AsSpan(thread * k, k));
            var from = (int)((long)Count * thread / threads);
            var to = (int)((long)Count * (thread + 1) / threads);
            counts[thread] = Scan(prepared, from, to, list, filter, cancellationToken).Count;
        });

        // Each thread kept its k best: the k best of all are among them.
        var all = counts[0];
        for (var thread = 1; thread < threads; thread++)
        {
            kept.AsSpan(thread * k, counts[thread]).CopyTo(kept.AsSpan(all));
            all += counts[thread];
        }

        var merged = kept.AsSpan(0, all);
        merged.Sort(TopList.Compare);
        return merged[..Math.Min(k, all)];
    }

    // Optimised at once: a command that searches once and ends would spend ten times as long in the compiler's first draft.
    /// <summary>Offers rows <paramref name="from"/> up to <paramref name="to"/>, counted over all chunks. Returns early when cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TopList Scan(float[] prepared, int from, int to, TopList best, PhotoBitmap? filter, CancellationToken cancellationToken)
    {
        var query = prepared.AsSpan(0, _rowLength);
        var first = 0;
        foreach (var chunk in _chunks)
        {
            var end = Math.Min(chunk.Count, to - first);
            for (var row = Math.Max(0, from - first); row < end; row++)
            {
                if (row % RowsBetweenCancellationChecks == 0 && cancellationToken.IsCancellationRequested) return best;
                var id = chunk.Id(row);
                if (filter is null || filter.Contains(id)) best.Offer(new ScoredPhoto(id, HalfKernel.Dot(chunk.Row(row), query)));
            }

            first += chunk.Count;
        }

        return best;
    }
}
