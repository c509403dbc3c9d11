using System.Diagnostics;

namespace Fovea.Bench.Encoding;

/// <summary>What several callers did in a while.</summary>
/// <param name="PerSecond">Pictures a second.</param>
/// <param name="Processor">Milliseconds of processor time a picture: what other programs on the machine change least.</param>
internal sealed record Rate(double PerSecond, double Processor)
{
    /// <summary>Lets callers work side by side, each on a thread of its own.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="length">How long.</param>
    /// <param name="work">Does one piece and says how many pictures it was.</param>
    public static Rate Of(int callers, TimeSpan length, Func<int, int> work)
    {
        var (done, longest, began) = (0L, 0L, TimeSpan.Zero);
        using var start = new Barrier(callers, _ => began = Environment.CpuUsage.TotalTime);
        var threads = Enumerable.Range(0, callers).Select(caller => new Thread(() =>
        {
            work(caller);
            start.SignalAndWait();
            var clock = Stopwatch.StartNew();
            var count = 0L;
            while (clock.Elapsed < length) count += work(caller);
            Interlocked.Add(ref done, count);
            Interlocked.Exchange(ref longest, Math.Max(Interlocked.Read(ref longest), clock.ElapsedTicks));
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return new Rate(done / ((double)longest / Stopwatch.Frequency), (Environment.CpuUsage.TotalTime - began).TotalMilliseconds / done);
    }

    public static Rate Median(List<Rate> rates) => new(
        rates.Select(r => r.PerSecond).Order().ElementAt(rates.Count / 2), rates.Select(r => r.Processor).Order().ElementAt(rates.Count / 2));
}
