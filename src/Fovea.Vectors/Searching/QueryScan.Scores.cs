using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <content>From estimates to scores.</content>
internal sealed unsafe partial class QueryScan
{
    // How many standard deviations below its true product an estimate may lie, when likely rows are looked for (docs/adr/0018).
    private const float DeviationsOfSigns = 2.5f;
    private const float DeviationsOfCodes = 4;

    // Estimates from signs are rough: among more of them the best are to be found.
    private const int SeedsFromSigns = 2;
    private const int MoreSeeds = 64;

    private readonly TopBuffer _seedScores = new();
    private float _atLeast;
    private float _doneFrom;
    private float _deviations;

    /// <summary>The best of the rows that pass, in order.</summary>
    /// <param name="count">How many at most; no more than <see cref="Passing"/>.</param>
    /// <param name="atLeast">The lowest score.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public ScoredPhoto[] Select(int count, float atLeast, CancellationToken cancellationToken)
    {
        if (count == 0) return [];
        _atLeast = MathF.ScaleB(atLeast, -_query.Exponent);
        if (Estimates == ScanPhase.All) return Collect(ScanPhase.All, count, cancellationToken);
        _limit = Math.Max(_atLeast, ScoreSeeds(count, cancellationToken));
        if (Estimates == ScanPhase.Codes) return Collect(ScanPhase.Possible, count, cancellationToken);

        // First those that look best: with them the limit rises to where it makes the others few.
        foreach (var best in _best) best.Reset(count);
        (_doneFrom, _deviations) = (float.PositiveInfinity, 0);
        var limit = _limit;
        Run(ScanPhase.Likely, Passing * 16L, cancellationToken);
        (_doneFrom, _deviations) = (limit, DeviationsOfSigns);
        Run(ScanPhase.Likely, Passing * 16L, cancellationToken);
        return Merge();
    }

    private ScoredPhoto[] Collect(ScanPhase phase, int count, CancellationToken cancellationToken)
    {
        foreach (var best in _best) best.Reset(count);
        Run(phase, Passing * 32L, cancellationToken);
        return Merge();
    }

    // The least of the best scores among the rows with the highest estimates: whatever is below it is not among the best.
    private float ScoreSeeds(int count, CancellationToken cancellationToken)
    {
        foreach (var best in _best) best.Reset(Estimates == ScanPhase.Signs ? (SeedsFromSigns * count) + MoreSeeds : count);
        Run(ScanPhase.Seeds, Passing * 4L, cancellationToken);
        var scores = _seedScores;
        scores.Reset(count);
        foreach (var best in _best)
        {
            foreach (var seed in best.Kept)
            {
                var (part, row) = Locate((int)seed.Id.Value);
                scores.Offer(new ScoredPhoto(seed.Id, Score(_index.Parts[part].Segment, row, 0)));
            }
        }

        return scores.Limit;
    }

    private (int Part, int Row) Locate(int slot)
    {
        var part = _index.Parts.Length - 1;
        while (_index.FirstSlots[part] > slot) part--;
        return (part, slot - _index.FirstSlots[part]);
    }

    private ScoredPhoto[] Merge()
    {
        var all = _best[0];
        for (var worker = 1; worker < _best.Length; worker++)
        {
            foreach (var photo in _best[worker].Kept) all.Offer(photo);
        }

        all.Kept.Sort(TopBuffer.Order);
        var merged = all.Kept.ToArray();
        for (var i = 0; i < merged.Length; i++) merged[i] = merged[i] with { Score = MathF.ScaleB(merged[i].Score, _query.Exponent) };
        return merged;
    }

    private float Score(Segment segment, int row, int worker) =>
        HalfKernel.Dot(segment.Rows.Read(row, _rowBuffers[worker])[.._query.Halves.Length], _query.Halves) * _query.HalfFactor;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindSeeds(ScanChunk chunk, int worker)
    {
        var best = _best[worker];
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var estimates = EstimatesOf(chunk, block);
            var first = chunk.FirstSlot + ((block - chunk.FirstBlock) * SegmentShape.BlockRows);
            for (var better = PassingOf(chunk, block) & AtLeast(estimates, best.Limit); better != 0; better &= better - 1)
            {
                var row = BitOperations.TrailingZeroCount(better);
                best.Offer(new ScoredPhoto(new PhotoId(first + row), estimates[row]));
            }
        }
    }

    private void ScoreAll(ScanChunk chunk, int worker)
    {
        var part = _index.Parts[chunk.Part];
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            for (var rest = PassingOf(chunk, block); rest != 0; rest &= rest - 1)
            {
                Take(part.Segment, (block * SegmentShape.BlockRows) + BitOperations.TrailingZeroCount(rest), worker, _atLeast);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScorePossible(ScanChunk chunk, int worker)
    {
        var segment = _index.Parts[chunk.Part].Segment;
        var shape = segment.Shape;
        var slack = _slacks[chunk.Part];
        var scales = (float*)(segment.Hot.Pointer + shape.CodeScales);
        var highErrors = (float*)(segment.Hot.Pointer + shape.HighErrors);
        var fullErrors = (float*)(segment.Hot.Pointer + shape.FullErrors);
        var lows = segment.Codes.Pointer + shape.Lows;
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var limit = Limit(worker);
            var estimates = EstimatesOf(chunk, block);
            var first = block * SegmentShape.BlockRows;
            var possible = PassingOf(chunk, block) & Reach(estimates, highErrors + first, _query.Length, limit - slack);
            for (; possible != 0; possible &= possible - 1)
            {
                var i = BitOperations.TrailingZeroCount(possible);
                var row = first + i;
                var dot = _kernel.DotCode(lows + ((long)row * shape.CodeLength), _query.Codes, shape.CodedDimensions) - _query.CodeOffset;
                var finer = estimates[i] + (scales[row] * (1f / 16) * _query.CodeScale * dot);
                if (finer + (fullErrors[row] * _query.Length) + slack >= limit) limit = Take(segment, row, worker, limit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScoreLikely(ScanChunk chunk, int worker)
    {
        var segment = _index.Parts[chunk.Part].Segment;
        var shape = segment.Shape;
        var scales = (float*)(segment.Hot.Pointer + shape.CodeScales);
        var highErrors = (float*)(segment.Hot.Pointer + shape.HighErrors);
        var signErrors = (float*)(segment.Hot.Pointer + shape.SignErrors);
        var highs = segment.Codes.Pointer + shape.Highs;
        var spread = DeviationsOfCodes / MathF.Sqrt(shape.CodedDimensions) * _query.Length;
        var slack = DeviationsOfCodes / MathF.Sqrt(shape.CodedDimensions) * _query.CodeError * segment.LargestLength;
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var limit = Limit(worker);
            var estimates = EstimatesOf(chunk, block);
            var first = block * SegmentShape.BlockRows;
            var likely = PassingOf(chunk, block) & Reach(estimates, signErrors + first, _deviations * _query.Length, limit);
            if (_doneFrom < float.PositiveInfinity) likely &= ~AtLeast(estimates, _doneFrom);
            for (; likely != 0; likely &= likely - 1)
            {
                var row = first + BitOperations.TrailingZeroCount(likely);
                var dot = _kernel.DotCode(highs + ((long)row * shape.CodeLength), _query.Codes, shape.CodedDimensions) - _query.CodeOffset;
                var finer = _offsets[chunk.Part] + (scales[row] * _query.CodeScale * dot);
                if (finer + (highErrors[row] * spread) + slack >= limit) limit = Take(segment, row, worker, limit);
            }
        }
    }

    // Computes a row's score and keeps it if it is among the best. Gives the limit from then on.
    private float Take(Segment segment, int row, int worker, float limit)
    {
        var score = Score(segment, row, worker);
        if (score < _atLeast) return limit;
        var best = _best[worker];
        best.Offer(new ScoredPhoto(segment.Ids[row], score));
        if (!(best.Limit > limit)) return limit;
        Raise(best.Limit);
        return best.Limit;
    }

    private float Limit(int worker) => Math.Max(Volatile.Read(ref _limit), _best[worker].Limit);

    private void Raise(float limit)
    {
        var seen = Volatile.Read(ref _limit);
        while (seen < limit)
        {
            var before = Interlocked.CompareExchange(ref _limit, limit, seen);
            if (before.Equals(seen)) return;
            seen = before;
        }
    }

    // The rows whose estimate and so much of their error come to a limit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Reach(float* estimates, float* errors, float factor, float limit)
    {
        var (wanted, share) = (Vector256.Create(limit), Vector256.Create(factor));
        var bits = 0UL;
        for (var i = 0; i < SegmentShape.BlockRows; i += 8)
        {
            var reach = Vector256.Load(estimates + i) + (Vector256.Load(errors + i) * share);
            bits |= (ulong)Vector256.GreaterThanOrEqual(reach, wanted).ExtractMostSignificantBits() << i;
        }

        return bits;
    }
}
