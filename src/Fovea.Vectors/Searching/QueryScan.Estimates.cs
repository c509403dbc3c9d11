using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <content>From codes to estimates.</content>
internal sealed unsafe partial class QueryScan
{
    // So many rows of a block are as quickly compared all together as one by one.
    private const int WorthAWholeBlock = 24;

    /// <summary>Makes room for estimates. After it the chunks of phase <see cref="Estimates"/> may be done.</summary>
    /// <param name="phase"><see cref="ScanPhase.Signs"/>, <see cref="ScanPhase.Codes"/>, or <see cref="ScanPhase.All"/>: no estimates.</param>
    /// <param name="isMeasured">Whether the distribution of the scores is wanted.</param>
    public void Begin(ScanPhase phase, bool isMeasured)
    {
        (Estimates, _phase, _isMeasured) = (phase, phase, isMeasured);
        if (phase == ScanPhase.All) return;
        var length = Math.Max(1, (long)_index.Blocks * SegmentShape.BlockRows * sizeof(float));
        if (_estimates is null || _estimates.Length < length) _estimates = new MemoryBlock(length);
        if (_maxima.Length < _index.Blocks) _maxima = new float[_index.Blocks];
        foreach (var sums in _sums) sums.Reset();
    }

    /// <summary>Estimates all rows, where that is the phase.</summary>
    public void Estimate(CancellationToken cancellationToken)
    {
        if (Estimates == ScanPhase.All) return;
        var shape = _index.Parts.Length == 0 ? null : _index.Parts[0].Segment.Shape;
        var bytes = shape is null ? 0 : (long)_index.Blocks * SegmentShape.BlockRows * (Estimates == ScanPhase.Signs ? shape.CodedDimensions / 8 : shape.CodeLength);
        Run(Estimates, Math.Min(bytes, (long)Passing * 1024), cancellationToken);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EstimateFromSigns(ScanChunk chunk, int worker)
    {
        var segment = _index.Parts[chunk.Part].Segment;
        var shape = segment.Shape;
        var columns = shape.CodedDimensions / 8;
        var hot = segment.Hot.Pointer;
        var sums = stackalloc ushort[SegmentShape.BlockRows];
        var (offset, scale, shift) = (Vector256.Create(_offsets[chunk.Part]), Vector256.Create(_query.TableScale), Vector256.Create(_query.TableOffset));
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var passing = PassingOf(chunk, block);
            var estimates = EstimatesOf(chunk, block);
            if (passing != 0)
            {
                _kernel.SumSigns(hot + shape.Signs + ((long)block * columns * SegmentShape.BlockRows), _query.Tables, columns, sums);
                var scales = (float*)(hot + shape.SignScales) + ((long)block * SegmentShape.BlockRows);
                for (var i = 0; i < SegmentShape.BlockRows; i += 8)
                {
                    var sum = Vector256.ConvertToSingle(Vector256.WidenLower(Vector128.Load(sums + i).ToVector256Unsafe()).AsInt32());
                    (offset + (Vector256.Load(scales + i) * ((sum * scale) - shift))).Store(estimates + i);
                }
            }

            Finish(chunk, block, worker, passing, estimates, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EstimateFromCodes(ScanChunk chunk, int worker)
    {
        var part = _index.Parts[chunk.Part];
        var shape = part.Segment.Shape;
        var dots = stackalloc int[SegmentShape.BlockRows];
        var (offset, scale, shift) = (Vector256.Create(_offsets[chunk.Part]), Vector256.Create(_query.CodeScale), Vector256.Create(_query.CodeOffset));
        var error = part.LargestHighError * _query.Length;
        if (_filter is not null) FetchSparse(chunk, part.Segment.Codes.Pointer + shape.Highs, shape.CodeLength);
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var passing = PassingOf(chunk, block);
            var estimates = EstimatesOf(chunk, block);
            if (passing != 0)
            {
                var row = (long)block * SegmentShape.BlockRows;
                DotBlock(part.Segment.Codes.Pointer + shape.Highs + (row * shape.CodeLength), shape, passing, dots);
                var scales = (float*)(part.Segment.Hot.Pointer + shape.CodeScales) + row;
                for (var i = 0; i < SegmentShape.BlockRows; i += 8)
                {
                    var dot = Vector256.ConvertToSingle(Vector256.Load(dots + i)) - shift;
                    (offset + (Vector256.Load(scales + i) * scale * dot)).Store(estimates + i);
                }
            }

            Finish(chunk, block, worker, passing, estimates, error * error / shape.CodedDimensions);
        }
    }

    // Rows that lie far apart are fetched all at once: waiting for one after the other takes most of the time.
    private void FetchSparse(in ScanChunk chunk, byte* codes, int length)
    {
        for (var block = chunk.FirstBlock; block < chunk.EndBlock; block++)
        {
            var passing = PassingOf(chunk, block);
            if (BitOperations.PopCount(passing) >= WorthAWholeBlock) continue;
            for (var rest = passing; rest != 0; rest &= rest - 1)
            {
                PrefetchCode(codes + ((((long)block * SegmentShape.BlockRows) + BitOperations.TrailingZeroCount(rest)) * length), length);
            }
        }
    }

    private void DotBlock(byte* rows, SegmentShape shape, ulong passing, int* dots)
    {
        if (BitOperations.PopCount(passing) >= WorthAWholeBlock)
        {
            _kernel.DotCodes(rows, _query.Codes, shape.CodedDimensions, SegmentShape.BlockRows, dots);
            return;
        }

        for (var rest = passing; rest != 0; rest &= rest - 1)
        {
            var row = BitOperations.TrailingZeroCount(rest);
            dots[row] = _kernel.DotCode(rows + ((long)row * shape.CodeLength), _query.Codes, shape.CodedDimensions);
        }
    }

    // What does not pass is as far away as can be; blocks of which nothing passes are known by their greatest estimate alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(in ScanChunk chunk, int block, int worker, ulong passing, float* estimates, float squaredError)
    {
        var number = (_index.FirstSlots[chunk.Part] / SegmentShape.BlockRows) + block;
        _maxima[number] = float.NegativeInfinity;
        if (passing == 0) return;
        if (_isMeasured) Measure(worker, passing, estimates, squaredError);
        for (var rest = ~passing; rest != 0; rest &= rest - 1) estimates[BitOperations.TrailingZeroCount(rest)] = float.NegativeInfinity;
        var maxima = LaneMaxima(new ReadOnlySpan<float>(estimates, SegmentShape.BlockRows));
        for (var i = 0; i < SmallGroup; i++) _maxima[number] = Math.Max(_maxima[number], maxima[i]);
    }

    private void Measure(int worker, ulong passing, float* estimates, float squaredError)
    {
        var unit = MathF.ScaleB(1, _query.Exponent);
        if (passing == ulong.MaxValue)
        {
            _sums[worker].Add(new ReadOnlySpan<float>(estimates, SegmentShape.BlockRows), unit, squaredError);
            return;
        }

        var scores = stackalloc float[SegmentShape.BlockRows];
        var count = 0;
        for (var rest = passing; rest != 0; rest &= rest - 1) scores[count++] = estimates[BitOperations.TrailingZeroCount(rest)];
        _sums[worker].Add(new ReadOnlySpan<float>(scores, count), unit, squaredError);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AtLeast(float* estimates, float limit)
    {
        var wanted = Vector256.Create(limit);
        var bits = 0UL;
        for (var i = 0; i < SegmentShape.BlockRows; i += 8)
        {
            bits |= (ulong)Vector256.GreaterThanOrEqual(Vector256.Load(estimates + i), wanted).ExtractMostSignificantBits() << i;
        }

        return bits;
    }
}
