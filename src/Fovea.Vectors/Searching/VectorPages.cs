namespace Fovea.Vectors.Searching;

/// <summary>Pages of one answer: the estimates are made once; for each page the scores of more rows are computed.</summary>
internal sealed class VectorPages : IVectorPages
{
    private readonly SegmentIndex _index;
    private readonly ScanPool _scans;
    private readonly float _atLeast;
    private QueryScan? _scan;
    private int _given;
    private ScoredPhoto[] _known = [];

    public VectorPages(SegmentIndex index, ScanPool scans, ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken)
    {
        (_index, _scans, _atLeast) = (index, scans, search.AtLeast);
        _scan = scans.Rent();
        _scan.Prepare(index.Snapshot, query, search.Filter, cancellationToken);
        var plan = ScanPlan.For(1, search.Precision, isMeasured: false, _scan.Passing, index.Space.Dimensions);
        _scan.Begin(plan.Estimates, isMeasured: false);
        _scan.Estimate(cancellationToken);
    }

    public IReadOnlyList<ScoredPhoto> Next(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ObjectDisposedException.ThrowIf(_scan is null, this);
        var wanted = (int)Math.Min((long)_given + count, _scan.Passing);
        if (wanted > _known.Length && !IsComplete)
        {
            // Twice as many as were asked for: two pages cost little more than one.
            var more = (int)Math.Min(2L * wanted, _scan.Passing);
            _known = _scan.Select(more, _atLeast, cancellationToken);
            IsComplete = _known.Length < more || more == _scan.Passing;
        }

        ScoredPhoto[] page = [.. _known.Skip(_given).Take(count)];
        _given += page.Length;
        GC.KeepAlive(_index);
        return page;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _scan, null) is { } scan) _scans.Return(scan);
    }

    private bool IsComplete { get; set; }
}
