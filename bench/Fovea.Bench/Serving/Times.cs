using System.Globalization;

namespace Fovea.Bench.Serving;

/// <summary>What a run of requests took.</summary>
/// <param name="milliseconds">Each.</param>
/// <param name="elapsed">All of them together.</param>
/// <param name="lost">How many had no good answer.</param>
internal sealed class Times(double[] milliseconds, TimeSpan elapsed, int lost)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public double Median => At(0.5);

    public int Lost => lost;

    public double PerSecond => _sorted.Length / elapsed.TotalSeconds;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At(0.5):F1} / {At(0.95):F1}") + (lost > 0 ? $" ({lost} LOST)" : "");

    private double At(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * share))];
}
