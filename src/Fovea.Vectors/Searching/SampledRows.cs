using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Searching;

/// <summary>Copies of the rows of a <see cref="RowSample"/>: every ranked search compares its query with all of them, wherever the rows themselves are.</summary>
internal sealed class SampledRows
{
    private const int Largest = 4096;

    private readonly Half[] _rows;
    private readonly float[] _factors;
    private readonly int _length;

    /// <param name="index">What is sampled.</param>
    /// <param name="dimensions">Numbers in a vector.</param>
    /// <exception cref="VectorIndexException">A row is no longer what was written.</exception>
    public SampledRows(IndexSnapshot index, int dimensions)
    {
        var sample = RowSample.Choose(index, Math.Min(index.Count, Largest));
        _length = new SegmentShape(dimensions, 0).RowLength;
        _rows = new Half[sample.Length * _length];
        _factors = new float[sample.Length];
        for (var i = 0; i < sample.Length; i++)
        {
            var segment = index.Parts[sample[i].Part].Segment;
            var row = _rows.AsSpan(i * _length, _length);
            var read = segment.Rows.Read(sample[i].Row, row);
            if (!read.Overlaps(row)) read[.._length].CopyTo(row);
            _factors[i] = MathF.ScaleB(1, -segment.RowExponent);
        }

        GC.KeepAlive(index);
    }

    /// <summary>Mean and deviation of a query's scores.</summary>
    /// <param name="query">Finite numbers.</param>
    public ScoreStatistics Measure(ReadOnlySpan<float> query)
    {
        if (_factors.Length == 0) return default;
        var prepared = new float[_length];
        var factor = HalfKernel.Prepare(query, prepared);
        var (mean, squares) = (0d, 0d);
        for (var i = 0; i < _factors.Length; i++)
        {
            double score = HalfKernel.Dot(_rows.AsSpan(i * _length, _length), prepared) * (factor * _factors[i]);

            // Welford's update (Technometrics 4(3), 1962): a small spread around a large mean is not lost, as in a sum of squares.
            var distance = score - mean;
            mean += distance / (i + 1);
            squares += distance * (score - mean);
        }

        return new ScoreStatistics((float)mean, (float)Math.Sqrt(squares / _factors.Length), _factors.Length);
    }
}
