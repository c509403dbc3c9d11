using System.Diagnostics;
using System.Net;

namespace Fovea.Bench.Serving;

/// <summary>Many callers at once, each asking again when it has its answer.</summary>
internal static class Load
{
    /// <summary>Asks so often in all; every answer must be there and complete.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="callers">How many at once.</param>
    /// <param name="requests">How many in all.</param>
    /// <param name="path">The path of request number n.</param>
    public static async Task<Times> RunAsync(Client client, int callers, int requests, Func<int, string> path)
    {
        var (next, lost) = (-1, 0);
        var times = new double[requests];
        async Task AskAsync()
        {
            for (var n = Interlocked.Increment(ref next); n < requests; n = Interlocked.Increment(ref next))
            {
                var start = Stopwatch.GetTimestamp();
                var (status, length) = await client.GetAsync(path(n));
                times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (status != HttpStatusCode.OK || length == 0) Interlocked.Increment(ref lost);
            }
        }

        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(AskAsync)));
        return new Times(times, Stopwatch.GetElapsedTime(began), lost);
    }
}
