using System.Runtime.ExceptionServices;

namespace Fovea.Imaging;

/// <summary>
/// Runs native work on a thread of its own, so that work that does not react to being stopped can be left behind: native code cannot be
/// interrupted, and a thread that hangs must not be the caller's.
/// </summary>
internal static class DecodeThread
{
    // Some codecs recurse over what the file says; the default stack of a secondary thread is small on some systems.
    private const int StackBytes = 8 << 20;

    /// <summary>How long past its limit work may take to notice that its time is up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest single wait: the limit may be moved while it runs.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Runs the work and returns its result, or throws what it threw.</summary>
    /// <param name="work">The work.</param>
    /// <param name="stop">Its time; abandoned when the work does not end in time.</param>
    /// <param name="discard">Takes a result that came too late.</param>
    /// <exception cref="TimeoutException">The time was up; the thread still runs.</exception>
    public static T Run<T>(Func<T> work, StopSignal stop, Action<T> discard)
    {
        var result = default(T);
        ExceptionDispatchInfo? error = null;
        var settled = 0;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    // Everything goes to the caller's thread; an exception that leaves a thread ends the process.
                    error = ExceptionDispatchInfo.Capture(e);
                }

                if (Interlocked.Exchange(ref settled, 1) != 0 && error is null) discard(result!);
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "Fovea decoder",
        };
        thread.Start();

        // A cancelled caller waits too, up to the limit: the bytes are its own and must not change under a decoder that still reads them.
        while (!thread.Join(Min(stop.Left, LongestWait) + Grace))
        {
            if (!stop.TimedOut) continue;
            if (Interlocked.Exchange(ref settled, 1) == 0)
            {
                stop.Abandon();
                throw new TimeoutException();
            }

            // It ended in this very moment.
            thread.Join();
            break;
        }

        error?.Throw();
        return result!;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
