using System.Globalization;

namespace Fovea.PageBench;

/// <summary>Times of the same thing, in milliseconds.</summary>
internal sealed class Sample(string name)
{
    private readonly List<double> _times = [];

    public void Add(double milliseconds) => _times.Add(milliseconds);

    public override string ToString()
    {
        if (_times.Count == 0) return $"  {name}: nothing was measured";
        var sorted = _times.Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-58} median {sorted[sorted.Length / 2],7:F1} ms   95 % {sorted[(int)((sorted.Length - 1) * 0.95)],7:F1} ms   worst {sorted[^1],7:F1} ms   of {sorted.Length}");
    }
}
