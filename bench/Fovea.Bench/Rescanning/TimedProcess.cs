using System.Diagnostics;
using System.Globalization;

namespace Fovea.Bench.Rescanning;

/// <summary>What a process took, whose output goes nowhere.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Processor">Seconds on all processors together, of user and system.</param>
/// <param name="PeakMegabytes">The most that was resident; 0 where the system does not tell.</param>
internal sealed record TimedProcess(double Seconds, double Processor, long PeakMegabytes)
{
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static TimedProcess Run(string program, params string[] args)
    {
        // GNU time knows the peak when the process is gone; its own start costs a millisecond.
        var measure = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true, RedirectStandardInput = true };
            var hasTime = File.Exists("/usr/bin/time");
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add((hasTime ? $"exec /usr/bin/time -o {measure} -f '%U %S %M' " : "exec ") + "\"$0\" \"$@\" > /dev/null");
            start.ArgumentList.Add(program);
            foreach (var argument in args) start.ArgumentList.Add(argument);
            var begun = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}");
            if (!hasTime) return new TimedProcess(seconds, process.TotalProcessorTime.TotalSeconds, 0);
            var parts = File.ReadAllText(measure).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return new TimedProcess(seconds, parts[0] + parts[1], (long)parts[2] / 1024);
        }
        finally
        {
            File.Delete(measure);
        }
    }
}
