using System.Numerics.Tensors;

namespace Fovea.Vectors.Searching;

/// <summary>Sums over the scores that one thread has seen.</summary>
internal sealed class DistributionSums
{
    private readonly long[] _bins = new long[ScoreDistribution.Bins];

    /// <summary>How many scores.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>The sum of their squares.</summary>
    public double Squares { get; private set; }

    /// <summary>The sum of the squares of what is expected of their errors.</summary>
    public double Errors { get; private set; }

    /// <summary>How many scores lie in each bin.</summary>
    public ReadOnlySpan<long> Counts => _bins;

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        (Count, Sum, Squares, Errors) = (0, 0, 0, 0);
        _bins.AsSpan().Clear();
    }

    /// <summary>Adds scores of a block.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="unit">How many bins there are to a score of 1.</param>
    /// <param name="squaredError">The square of one score's expected error.</param>
    public void Add(ReadOnlySpan<float> scores, float unit, float squaredError)
    {
        Count += scores.Length;
        Sum += TensorPrimitives.Sum(scores);
        Squares += TensorPrimitives.SumOfSquares(scores);
        Errors += (double)squaredError * scores.Length;
        foreach (var score in scores) _bins[ScoreDistribution.Bin(score * unit)]++;
    }

    /// <summary>Adds what another thread has seen.</summary>
    public void Add(DistributionSums other)
    {
        Count += other.Count;
        Sum += other.Sum;
        Squares += other.Squares;
        Errors += other.Errors;
        for (var i = 0; i < _bins.Length; i++) _bins[i] += other._bins[i];
    }

    /// <summary>The distribution of all. The errors of estimates widen it, and are taken out.</summary>
    /// <param name="exponent">The power of two by which the query was divided.</param>
    public ScoreDistribution ToDistribution(int exponent)
    {
        var mean = Count == 0 ? 0 : Sum / Count;
        var variance = Count == 0 ? 0 : Math.Max(0, ((Squares - Errors) / Count) - (mean * mean));
        return new ScoreDistribution(
            Count, (float)Math.ScaleB(mean, exponent), (float)Math.ScaleB(Math.Sqrt(variance), exponent), _bins.ToArray());
    }
}
