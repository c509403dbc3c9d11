using System.Numerics;
using System.Numerics.Tensors;
using Fovea.Vectors.Searching;

namespace Fovea.Vectors;

/// <summary>A snapshot of segments. Disposal only refuses further searches: the memory goes when nobody refers to it.</summary>
internal sealed class SegmentIndex : IVectorIndex
{
    private readonly IndexSnapshot _snapshot;
    private readonly ScanPool _scans;
    private readonly Lazy<SampledRows> _sample;
    private volatile bool _isDisposed;

    /// <param name="space">The space.</param>
    /// <param name="snapshot">The parts.</param>
    /// <param name="scans">Where scans come from.</param>
    public SegmentIndex(EmbeddingSpace space, IndexSnapshot snapshot, ScanPool scans)
    {
        Space = space;
        _snapshot = snapshot;
        _scans = scans;
        _sample = new(() => new SampledRows(snapshot, space.Dimensions));
    }

    public EmbeddingSpace Space { get; }

    public int Count => _snapshot.Count;

    /// <summary>The parts.</summary>
    public IndexSnapshot Snapshot => _snapshot;

    public IReadOnlyList<ScoredPhoto> Search(ReadOnlySpan<float> query, int k, PhotoBitmap? filter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        return Find(query, k, filter, float.NegativeInfinity, SearchPrecision.Automatic, isMeasured: false, cancellationToken).Photos;
    }

    public VectorMatches Search(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfNegative(search.Count, nameof(search));
        var (photos, distribution) = Find(
            query, search.Count, search.Filter, search.AtLeast, search.Precision, search.WithDistribution, cancellationToken);
        return new VectorMatches(photos, distribution);
    }

    public IReadOnlyList<VectorMatches> SearchMany(
        IReadOnlyList<ReadOnlyMemory<float>> queries, VectorSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(search);
        ArgumentOutOfRangeException.ThrowIfNegative(search.Count, nameof(search));
        ThrowIfDisposed();
        foreach (var query in queries) Require(query.Span);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new BatchScan(_snapshot, _scans).Run(queries, search, Space.Dimensions, cancellationToken);
        }
        finally
        {
            GC.KeepAlive(_snapshot);
        }
    }

    public IVectorPages Open(ReadOnlySpan<float> query, VectorSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ThrowIfDisposed();
        Require(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new VectorPages(this, _scans, query, search, cancellationToken);
    }

    public ScoreStatistics Measure(ReadOnlySpan<float> query)
    {
        ThrowIfDisposed();
        Require(query);
        return _sample.Value.Measure(query);
    }

    public int CountOf(PhotoBitmap photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ThrowIfDisposed();
        var count = 0;
        foreach (var part in _snapshot.Parts)
        {
            for (var block = 0; block < part.Segment.Shape.Blocks; block++) count += BitOperations.PopCount(part.Passing(block, photos));
        }

        GC.KeepAlive(_snapshot);
        return count;
    }

    public bool TryRead(PhotoId id, Span<float> vector)
    {
        ThrowIfDisposed();
        if (vector.Length != Space.Dimensions)
        {
            throw new ArgumentException($"There is room for {vector.Length} numbers; the index holds vectors of {Space.Dimensions}.", nameof(vector));
        }

        foreach (var part in _snapshot.Parts)
        {
            var row = part.Find(id);
            if (row < 0) continue;
            part.Segment.Read(row, vector);
            return true;
        }

        return false;
    }

    public IVectorIndex With(IVectorIndex changed, PhotoBitmap removed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removed);
        ThrowIfDisposed();
        if (changed is not SegmentIndex other) throw new ArgumentException("The changes are an index of another kind.", nameof(changed));
        if (other.Space != Space) throw new ArgumentException("The changes are vectors of another space.", nameof(changed));
        return new SegmentIndex(Space, PartChanges.Apply(_snapshot, other._snapshot, removed), _scans);
    }

    public PhotoBitmap GetPhotos()
    {
        ThrowIfDisposed();
        var photos = new PhotoBitmap();
        foreach (var part in _snapshot.Parts)
        {
            foreach (var row in PartChanges.LiveRows(part)) photos.Add(part.Segment.Ids[row]);
        }

        GC.KeepAlive(_snapshot);
        return photos;
    }

    /// <summary>The same vectors in fewer segments, where there are many that are far from full or hold much that went; else this index.</summary>
    public SegmentIndex Tidy()
    {
        var snapshot = PartChanges.Tidy(_snapshot);
        return snapshot == _snapshot ? this : new SegmentIndex(Space, snapshot, _scans);
    }

    public void Dispose() => _isDisposed = true;

    private (ScoredPhoto[] Photos, ScoreDistribution? Distribution) Find(
        ReadOnlySpan<float> query, int count, PhotoBitmap? filter, float atLeast, SearchPrecision precision, bool isMeasured, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        Require(query);
        cancellationToken.ThrowIfCancellationRequested();
        var scan = _scans.Rent();
        try
        {
            scan.Prepare(_snapshot, query, filter, cancellationToken);
            var plan = ScanPlan.For(count, precision, isMeasured, scan.Passing, Space.Dimensions);
            scan.Begin(plan.Estimates, isMeasured);
            scan.Estimate(cancellationToken);
            return (scan.Select(plan.Count, atLeast, cancellationToken), isMeasured ? scan.Distribution() : null);
        }
        finally
        {
            _scans.Return(scan);
            GC.KeepAlive(_snapshot);
        }
    }

    /// <summary>Refuses what is not a query of this space.</summary>
    private void Require(ReadOnlySpan<float> query)
    {
        if (query.Length != Space.Dimensions)
        {
            throw new ArgumentException($"The query has {query.Length} numbers; the index holds vectors of {Space.Dimensions}.", nameof(query));
        }

        if (!TensorPrimitives.IsFiniteAll(query)) throw new ArgumentException("The query holds NaN or infinity.", nameof(query));
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, this);
}
