namespace Fovea.Bench.Vectors;

/// <summary>What a contender's rounds came to.</summary>
internal sealed class Measurement(Contender contender)
{
    private readonly List<double> _times = [];
    private readonly List<(double Recall, float Error)> _checks = [];

    public Contender Contender => contender;

    /// <summary>Milliseconds a query.</summary>
    public double Median => At(0.5);

    public double Least => At(0);

    public double At95 => At(0.95);

    /// <summary>The mean over all queries; NaN: not checked.</summary>
    public double Recall => _checks.Count == 0 ? double.NaN : _checks.Average(check => check.Recall);

    /// <summary>The largest difference of a score from the exact one; NaN: no scores were given.</summary>
    public float Error => _checks.Aggregate(float.NaN, (most, check) => float.MaxNumber(most, check.Error));

    public void Time(double milliseconds) => _times.Add(milliseconds);

    public void Check((double Recall, float Error) check) => _checks.Add(check);

    private double At(double part) => _times.Order().ElementAt((int)(part * (_times.Count - 1)));
}
