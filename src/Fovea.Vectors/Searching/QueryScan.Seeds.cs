using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <content>From the highest estimates to a first limit: a score below which a row is not, or most likely not, among the best.</content>
internal sealed unsafe partial class QueryScan
{
    // Estimates from signs are rough: among more of them the best are to be found.
    private const int SeedsFromSigns = 2;
    private const int MoreSeeds = 64;
    private const int SeedsAhead = 4;

    // With so many groups to a seed, hardly two of the highest estimates are in one group.
    private const int GroupsForASeed = 2;
    private const int SmallGroup = 8;

    private readonly TopBuffer _seedScores = new();
    private float[] _maxima = [];
    private float[] _groups = [];
    private int[] _seeds = [];

    private float ScoreSeeds(int count)
    {
        var wanted = Math.Min(Passing, Estimates == ScanPhase.Signs ? (SeedsFromSigns * count) + MoreSeeds : count);
        var found = FindSeeds(HighEstimate(wanted));
        _seedScores.Reset(count);
        for (var i = 0; i < found; i++)
        {
            if (i + SeedsAhead < found) Prefetch(_seeds[i + SeedsAhead]);
            var (part, row) = Locate(_seeds[i]);
            var score = Estimates == ScanPhase.Signs ? LikelyLeast(part, row) : Score(_index.Parts[part].Segment, row, 0);
            _seedScores.Offer(new ScoredPhoto(new PhotoId(_seeds[i]), score));
        }

        return _seedScores.Limit;
    }

    // An estimate that at least so many rows reach, and not many more: as many groups of rows hold one that reaches it.
    private float HighEstimate(int wanted)
    {
        if (_index.Blocks >= GroupsForASeed * wanted)
        {
            var groups = Groups(_index.Blocks);
            _maxima.AsSpan(0, groups.Length).CopyTo(groups);
            return Selection.Greatest(groups, wanted - 1);
        }

        var estimates = (float*)_estimates!.Pointer;
        var isSmall = _index.Blocks * SmallGroup < GroupsForASeed * wanted;
        var all = Groups(_index.Blocks * (isSmall ? SegmentShape.BlockRows : SmallGroup));
        var count = 0;
        for (var block = 0; block < _index.Blocks; block++)
        {
            if (float.IsNegativeInfinity(_maxima[block])) continue;
            var of = new ReadOnlySpan<float>(estimates + ((long)block * SegmentShape.BlockRows), SegmentShape.BlockRows);
            if (isSmall) of.CopyTo(all[count..]);
            else LaneMaxima(of).CopyTo(all[count..]);
            count += isSmall ? SegmentShape.BlockRows : SmallGroup;
        }

        return count < wanted ? float.NegativeInfinity : Selection.Greatest(all[..count], wanted - 1);
    }

    private Span<float> Groups(int count)
    {
        if (_groups.Length < count) _groups = new float[count];
        return _groups.AsSpan(0, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindSeeds(float least)
    {
        var count = 0;
        foreach (var chunk in _index.Chunks)
        {
            for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
            {
                var first = _index.FirstSlots[chunk.Part] + (block * SegmentShape.BlockRows);
                if (_maxima[first / SegmentShape.BlockRows] < least || PassingOf(chunk, block) == 0) continue;
                if (_seeds.Length < count + SegmentShape.BlockRows) Array.Resize(ref _seeds, Math.Max(1024, 2 * _seeds.Length));
                for (var rest = PassingOf(chunk, block) & AtLeast(EstimatesOf(chunk, block), least); rest != 0; rest &= rest - 1)
                {
                    _seeds[count++] = first + BitOperations.TrailingZeroCount(rest);
                }
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LaneMaxima(ReadOnlySpan<float> estimates)
    {
        var maxima = Vector256.Create(estimates);
        for (var i = SmallGroup; i < estimates.Length; i += SmallGroup) maxima = Vector256.Max(maxima, Vector256.Create(estimates[i..]));
        return maxima;
    }

    private (int Part, int Row) Locate(int slot)
    {
        var part = _index.Parts.Length - 1;
        while (_index.FirstSlots[part] > slot) part--;
        return (part, slot - _index.FirstSlots[part]);
    }

    private void Prefetch(int slot)
    {
        var (part, row) = Locate(slot);
        var segment = _index.Parts[part].Segment;
        if (Estimates == ScanPhase.Codes) segment.Rows.Prefetch(row);
        else PrefetchCode(segment.Codes.Pointer + segment.Shape.Highs + ((long)row * segment.Shape.CodeLength), segment.Shape.CodeLength);
    }

    // A score that a row most likely reaches.
    private float LikelyLeast(int part, int row)
    {
        var segment = _index.Parts[part].Segment;
        var shape = segment.Shape;
        var dot = _kernel.DotCode(
            segment.Codes.Pointer + shape.Highs + ((long)row * shape.CodeLength), _query.Codes, shape.CodedDimensions) - _query.CodeOffset;
        var error = ((float*)(segment.Hot.Pointer + shape.HighErrors))[row];
        var scale = ((float*)(segment.Hot.Pointer + shape.CodeScales))[row];
        return _offsets[part] + (scale * _query.CodeScale * dot) - (error * DeviationsOfCodes / MathF.Sqrt(shape.CodedDimensions) * _query.Length);
    }
}
