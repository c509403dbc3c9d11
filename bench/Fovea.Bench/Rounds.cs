using System.Diagnostics;

namespace Fovea.Bench;

/// <summary>Times several jobs in turns, so that whatever else the machine does falls on all of them.</summary>
internal static class Rounds
{
    // Long enough for the compiler to have replaced its first draft of every job.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>The median milliseconds of every job, after a second of rounds that are not counted.</summary>
    public static double[] Median(int rounds, params Action[] jobs)
    {
        var times = jobs.Select(_ => new double[rounds]).ToArray();
        var began = Stopwatch.GetTimestamp();
        for (var round = -1; round < rounds; round++)
        {
            for (var job = 0; job < jobs.Length; job++)
            {
                var start = Stopwatch.GetTimestamp();
                jobs[job]();
                if (round >= 0) times[job][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            if (round == -1 && Stopwatch.GetElapsedTime(began) < WarmUp) round--;
        }

        return [.. times.Select(t => t.Order().ElementAt(rounds / 2))];
    }
}
