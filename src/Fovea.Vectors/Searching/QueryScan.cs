using System.Numerics;
using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>
/// One query's way through an index. First it estimates every row that passes the filter, from codes of a fraction of the row's size, and keeps the
/// estimates; then it computes the scores of those rows that can be among the best. Used for one query after the other, so that a search
/// allocates nothing but its answer. Not thread-safe; it uses several threads itself.
/// </summary>
internal sealed unsafe partial class QueryScan : IChunkedWork
{
    private readonly CodeKernel _kernel = CodeKernel.Best;
    private readonly Crew _crew = new();
    private readonly QueryCodes _query;
    private readonly TopBuffer[] _best = [.. Enumerable.Range(0, ScanThreads.Most).Select(_ => new TopBuffer())];
    private readonly DistributionSums[] _sums = [.. Enumerable.Range(0, ScanThreads.Most).Select(_ => new DistributionSums())];
    private readonly Half[][] _rowBuffers;
    private IndexSnapshot _index = IndexSnapshot.Empty;
    private PhotoBitmap? _filter;
    private MemoryBlock? _estimates;
    private ulong[] _passing = [];
    private readonly float[] _rowFactors = [.. Enumerable.Range(0, 11).Select(exponent => MathF.ScaleB(1, -exponent))];
    private float[] _offsets = [];
    private float[] _slacks = [];
    private float _limit;
    private bool _isMeasured;
    private ScanPhase _phase;

    /// <param name="dimensions">Numbers in a query.</param>
    public QueryScan(int dimensions)
    {
        _query = new QueryCodes(dimensions);
        _rowBuffers = [.. Enumerable.Range(0, ScanThreads.Most).Select(_ => new Half[new SegmentShape(dimensions, 0).RowLength])];
    }

    /// <summary>Rows that pass the filter.</summary>
    public int Passing { get; private set; }

    /// <summary>How the estimates were made: <see cref="ScanPhase.Signs"/>, <see cref="ScanPhase.Codes"/>, or <see cref="ScanPhase.All"/> where there are none.</summary>
    public ScanPhase Estimates { get; private set; }

    /// <summary>Takes a query and finds out which rows pass the filter.</summary>
    /// <param name="index">What is searched.</param>
    /// <param name="query">Finite numbers.</param>
    /// <param name="filter">The photos that may appear; null: all.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public void Prepare(IndexSnapshot index, ReadOnlySpan<float> query, PhotoBitmap? filter, CancellationToken cancellationToken)
    {
        (_index, _filter) = (index, filter);
        _query.Prepare(query);
        if (_offsets.Length < index.Parts.Length) (_offsets, _slacks) = (new float[index.Parts.Length], new float[index.Parts.Length]);
        for (var i = 0; i < index.Parts.Length; i++)
        {
            var segment = index.Parts[i].Segment;
            _offsets[i] = _query.DotMean(new ReadOnlySpan<float>(segment.Hot.Pointer + segment.Shape.Mean, segment.Shape.Dimensions));
            _slacks[i] = _query.Least + (_query.CodeError * segment.LargestLength)
                + (_query.Rounding * _query.Length * ((2 * segment.LargestRow) + segment.LargestLength));
        }

        Passing = index.Count;
        if (filter is null) return;
        if (_passing.Length < index.Blocks) _passing = new ulong[index.Blocks];
        Run(ScanPhase.Filter, index.Blocks * 512L, cancellationToken);
        Passing = 0;
        for (var block = 0; block < index.Blocks; block++) Passing += BitOperations.PopCount(_passing[block]);
    }

    /// <summary>Takes a query that is to be answered over the same rows as another one.</summary>
    public void PrepareLike(QueryScan other, ReadOnlySpan<float> query)
    {
        Prepare(other._index, query, null, CancellationToken.None);
        if (other._filter is null) return;
        _filter = other._filter;
        if (_passing.Length < _index.Blocks) _passing = new ulong[_index.Blocks];
        other._passing.AsSpan(0, _index.Blocks).CopyTo(_passing);
        Passing = other.Passing;
    }

    /// <summary>How the estimated scores lie.</summary>
    public ScoreDistribution Distribution()
    {
        var total = new DistributionSums();
        foreach (var sums in _sums) total.Add(sums);
        return total.ToDistribution(_query.Exponent);
    }

    /// <summary>Forgets the index, so that it can be collected.</summary>
    public void Release()
    {
        (_index, _filter) = (IndexSnapshot.Empty, null);
        if (_estimates is { Length: > 64 * 1024 * 1024 }) _estimates = null;
        foreach (var best in _best) best.Shrink();
    }

    /// <inheritdoc />
    public void Do(int chunk, int worker)
    {
        var work = _index.Chunks[chunk];
        switch (_phase)
        {
            case ScanPhase.Filter: Filter(work); break;
            case ScanPhase.Signs: EstimateFromSigns(work, worker); break;
            case ScanPhase.Codes: EstimateFromCodes(work, worker); break;
            case ScanPhase.Likely: ScoreLikely(work, worker); break;
            case ScanPhase.Possible: ScorePossible(work, worker); break;
            default: ScoreAll(work, worker); break;
        }
    }

    private void Run(ScanPhase phase, long bytes, CancellationToken cancellationToken)
    {
        _phase = phase;
        _crew.Run(this, _index.Chunks.Length, ScanThreads.For(bytes), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Filter(ScanChunk chunk)
    {
        var part = _index.Parts[chunk.Part];
        var first = _index.FirstSlots[chunk.Part] / SegmentShape.BlockRows;
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++) _passing[first + block] = part.Passing(block, _filter!);
    }

    private ulong PassingOf(in ScanChunk chunk, int block) => _filter is null
        ? _index.Parts[chunk.Part].Live[block]
        : _passing[(_index.FirstSlots[chunk.Part] / SegmentShape.BlockRows) + block];

    private float* EstimatesOf(in ScanChunk chunk, int block) =>
        (float*)_estimates!.Pointer + _index.FirstSlots[chunk.Part] + ((long)block * SegmentShape.BlockRows);
}
