using System.Globalization;

namespace Fovea.Bench.Vectors;

/// <summary>Prints a contest. "× [n]": the line's median divided by that of peer n; below 1 it is faster.</summary>
internal static class ContestTable
{
    public static void Print(string title, IReadOnlyList<Measurement> measurements, double bandwidth, bool limits)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        var peers = measurements.Where(measurement => measurement.Contender.IsPeer).ToArray();
        var head = string.Concat(peers.Select((_, i) => $"{$"× [{i + 1}]",8}"));
        Console.WriteLine($"  {"ms a query",-45}{"median",9}{"least",9}{"95 %",9}{head}{"GB read",9}{string.Create(CultureInfo.InvariantCulture, $"at {bandwidth:F0} GB/s"),12}{"recall",9}{"score off",11}");
        foreach (var measurement in measurements)
        {
            var number = Array.IndexOf(peers, measurement) + 1;
            var name = number == 0 ? measurement.Contender.Name : $"{measurement.Contender.Name} [{number}]";
            var ratios = string.Concat(peers.Select(peer => string.Create(CultureInfo.InvariantCulture, $"{measurement.Median / peer.Median,8:F2}")));
            var gigabytes = limits ? measurement.Contender.BytesPerQuery / 1e9 : null;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-45}{measurement.Median,9:F2}{measurement.Least,9:F2}{measurement.At95,9:F2}{ratios}{gigabytes,9:F3}{gigabytes / bandwidth * 1000,12:F2}{measurement.Recall,9:F4}{measurement.Error,11:G2}"));
        }
    }
}
