using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <content>From estimates to scores.</content>
internal sealed unsafe partial class QueryScan
{
    // How many standard deviations below its true product an estimate may lie, when likely rows are looked for (docs/adr/0018).
    private const float DeviationsOfSigns = 2.5f;
    private const float DeviationsOfCodes = 4;

    private float _atLeast;
    private float _doneFrom;
    private float _reached;
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
        _limit = Math.Max(_atLeast, ScoreSeeds(count));
        if (Estimates == ScanPhase.Codes) return Collect(ScanPhase.Possible, count, cancellationToken);

        // First those that look best: with them the limit rises to where it makes the others few.
        foreach (var best in _best) best.Reset(count);
        _deviations = 0;
        var limit = _reached = _limit;
        Run(ScanPhase.Likely, Passing * 64L, cancellationToken);
        (_doneFrom, _deviations) = (limit, DeviationsOfSigns);
        Run(ScanPhase.Likely, Passing * 64L, cancellationToken);
        return Merge();
    }

    private ScoredPhoto[] Collect(ScanPhase phase, int count, CancellationToken cancellationToken)
    {
        foreach (var best in _best) best.Reset(count);
        Run(phase, Passing * 256L, cancellationToken);
        return Merge();
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

    private float Score(Segment segment, int row, int worker) => _query.Round(
        HalfKernel.Dot(segment.Rows.Read(row, _rowBuffers[worker])[.._query.Halves.Length], _query.Halves) * _rowFactors[segment.RowExponent]);

    private void ScoreAll(ScanChunk chunk, int worker)
    {
        var part = _index.Parts[chunk.Part];
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            for (var rest = PassingOf(chunk, block); rest != 0; rest &= rest - 1)
            {
                Take(part.Segment, (block * SegmentShape.BlockRows) + BitOperations.TrailingZeroCount(rest), worker);
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
        var estimates = EstimatesOf(chunk, 0);
        var rows = stackalloc int[IndexSnapshot.MostRowsInChunk];
        var dots = stackalloc int[IndexSnapshot.MostRowsInChunk];
        var limit = Limit(worker);
        var count = Candidates(chunk, highErrors, _query.Length, limit - slack, lows, rows);
        var kept = 0;
        if (count >= (chunk.EndBlock - chunk.FirstBlock) * WorthAWholeBlock) DotRows(chunk, lows, shape, rows, count, dots);
        else for (var i = 0; i < count; i++) dots[i] = _kernel.DotCode(lows + ((long)rows[i] * shape.CodeLength), _query.Codes, shape.CodedDimensions);
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (estimates[row] + (highErrors[row] * _query.Length) + slack < limit) continue;
            var finer = estimates[row] + (scales[row] * (1f / 16) * _query.CodeScale * (dots[i] - _query.CodeOffset));
            if (finer + (fullErrors[row] * _query.Length) + slack >= limit) Keep(segment, row, rows, ref kept);
        }

        for (var i = 0; i < kept; i++) Take(segment, rows[i], worker);
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
        var spread = DeviationsOfCodes / MathF.Sqrt(shape.CodedDimensions);
        var slack = spread * _query.CodeError * segment.LargestLength;
        var estimates = EstimatesOf(chunk, 0);
        var rows = stackalloc int[IndexSnapshot.MostRowsInChunk];
        var limit = Limit(worker);

        // The first pass takes all that reach the limit it began with, so that the second knows which were looked at.
        var isFirst = _deviations == 0;
        var count = Candidates(chunk, signErrors, _deviations * _query.Length, isFirst ? _reached : limit, highs, rows);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (!isFirst && (estimates[row] >= _doneFrom || estimates[row] + (signErrors[row] * _deviations * _query.Length) < limit)) continue;
            var dot = _kernel.DotCode(highs + ((long)row * shape.CodeLength), _query.Codes, shape.CodedDimensions) - _query.CodeOffset;
            var finer = _offsets[chunk.Part] + (scales[row] * _query.CodeScale * dot);
            if (finer + (highErrors[row] * spread * _query.Length) + slack >= limit) Keep(segment, row, rows, ref kept);
        }

        for (var i = 0; i < kept; i++) Take(segment, rows[i], worker);
    }

    // So many rows are sooner compared block by block with the others between them.
    private void DotRows(in ScanChunk chunk, byte* codes, SegmentShape shape, int* rows, int count, int* dots)
    {
        var all = stackalloc int[IndexSnapshot.MostRowsInChunk];
        var first = chunk.FirstBlock * SegmentShape.BlockRows;
        _kernel.DotCodes(
            codes + ((long)first * shape.CodeLength), _query.Codes, shape.CodedDimensions, (chunk.EndBlock * SegmentShape.BlockRows) - first, all);
        for (var i = 0; i < count; i++) dots[i] = all[rows[i] - first];
    }

    // The rows of a chunk whose estimate and so much of their error come to a limit. Their codes are fetched while the others are looked for.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Candidates(in ScanChunk chunk, float* errors, float factor, float limit, byte* codes, int* rows)
    {
        var length = _index.Parts[chunk.Part].Segment.Shape.CodeLength;
        var count = 0;
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var passing = PassingOf(chunk, block);
            if (passing == 0) continue;
            var first = block * SegmentShape.BlockRows;
            for (var rest = passing & Reach(EstimatesOf(chunk, block), errors + first, factor, limit); rest != 0; rest &= rest - 1)
            {
                var row = first + BitOperations.TrailingZeroCount(rest);
                rows[count++] = row;
                PrefetchCode(codes + ((long)row * length), length);
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchCode(byte* code, int length)
    {
        if (!Sse.IsSupported) return;
        for (var line = 0; line < length; line += 64) Sse.Prefetch1(code + line);
    }

    // In the places of those that are done with.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Segment segment, int row, int* rows, ref int kept)
    {
        segment.Rows.Prefetch(row);
        rows[kept++] = row;
    }

    // Computes a row's score and keeps it if it is among the best.
    private void Take(Segment segment, int row, int worker)
    {
        var score = Score(segment, row, worker);
        if (score < _atLeast) return;
        _best[worker].Offer(new ScoredPhoto(segment.Ids[row], score));
        Raise(_best[worker].Limit);
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
