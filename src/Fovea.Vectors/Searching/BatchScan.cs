namespace Fovea.Vectors.Searching;

/// <summary>
/// Several queries that go over the same chunk one after the other, while it is in the processor's cache: the memory, which a scan waits for, is
/// read once.
/// </summary>
internal sealed class BatchScan(IndexSnapshot index, ScanPool pool) : IChunkedWork
{
    private readonly Crew _crew = new();
    private QueryScan[] _estimating = [];

    public IReadOnlyList<VectorMatches> Run(
        IReadOnlyList<ReadOnlyMemory<float>> queries, VectorSearch search, int dimensions, CancellationToken cancellationToken)
    {
        var scans = new QueryScan[queries.Count];
        for (var i = 0; i < scans.Length; i++) scans[i] = pool.Rent();
        try
        {
            // All have one filter, and so one plan.
            var plan = default(ScanPlan);
            for (var i = 0; i < scans.Length; i++)
            {
                if (i == 0) scans[i].Prepare(index, queries[i].Span, search.Filter, cancellationToken);
                else scans[i].PrepareLike(scans[0], queries[i].Span);
                if (i == 0) plan = ScanPlan.For(search.Count, search.Precision, search.WithDistribution, scans[0].Passing, dimensions);
                scans[i].Begin(plan.Estimates, search.WithDistribution);
            }

            if (plan.Estimates != ScanPhase.All)
            {
                _estimating = scans;
                _crew.Run(this, index.Chunks.Length, ScanThreads.For((long)index.Count * dimensions / 8 * scans.Length), cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return [.. scans.Select(scan => new VectorMatches(
                scan.Select(plan.Count, search.AtLeast, cancellationToken),
                search.WithDistribution ? scan.Distribution() : null))];
        }
        finally
        {
            foreach (var scan in scans) pool.Return(scan);
        }
    }

    public void Do(int chunk, int worker)
    {
        foreach (var scan in _estimating) scan.Do(chunk, worker);
    }
}
