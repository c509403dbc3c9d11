namespace Fovea;

/// <summary>How the scores of one query lie: what a cut-off can be chosen by.</summary>
/// <remarks>
/// Made from estimates whose error is far below a bin's width; the mean and the deviation are right to about a thousandth.
/// </remarks>
public sealed class ScoreDistribution
{
    /// <summary>How many bins a histogram has, from −1 to 1.</summary>
    public const int Bins = 400;

    /// <param name="count">How many scores there are.</param>
    /// <param name="mean">Their mean; 0 when there are none.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <param name="histogram"><see cref="Bins"/> counts. Not copied.</param>
    public ScoreDistribution(long count, float mean, float deviation, long[] histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (histogram.Length != Bins) throw new ArgumentException($"The histogram has {histogram.Length} bins instead of {Bins}.", nameof(histogram));
        (Count, Mean, Deviation, Histogram) = (count, mean, deviation, histogram);
    }

    /// <summary>How many scores there are: those of all photos that pass the filter.</summary>
    public long Count { get; }

    /// <summary>Their mean; 0 when there are none.</summary>
    public float Mean { get; }

    /// <summary>Their standard deviation: the root mean square distance from the mean.</summary>
    public float Deviation { get; }

    /// <summary>How many scores lie in each of <see cref="Bins"/> equal parts of −1 to 1; the first and the last also hold what lies beyond.</summary>
    public IReadOnlyList<long> Histogram { get; }

    /// <summary>The bin of a score. NaN is in the first.</summary>
    public static int Bin(float score) => (int)Math.Clamp((score + 1) * (Bins / 2f), 0, Bins - 1);
}
