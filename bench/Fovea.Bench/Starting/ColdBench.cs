using System.Globalization;
using Fovea.Bench.Rescanning;
using Fovea.Bench.Serving;

namespace Fovea.Bench.Starting;

/// <summary>What a search in a new process takes, by the clock and of the processors: several programs in turns, each beside its own help, which does nothing.</summary>
internal static class ColdBench
{
    public static int Run(string[] args)
    {
        var programs = Options.Text(args, "--programs")?.Split(',') ?? throw new ArgumentException("Name published programs: --programs FILE,FILE…");
        var (photos, rounds) = (Options.Number(args, "--photos", 35_000), Options.Number(args, "--rounds", 21));
        var folder = Options.Text(args, "--folder") ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fovea-bench-{photos}x1"));
        var home = Path.Combine(folder, "home");
        BenchLibrary.Prepare(home, Path.Combine(folder, "photos"), photos, times: 1);
        string[][] commands = [["--help"], ["search", "a red car in the rain", "--home", home]];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{photos} photos; milliseconds, median / best of {rounds}, by the clock and of the processors"));
        var runs = programs.SelectMany(program => commands.Select(command => (Program: program, Command: command, Times: new List<TimedProcess>()))).ToList();

        // Once before it counts: files are read from the disk, and the index is saved.
        foreach (var run in runs) TimedProcess.Run(run.Program, run.Command);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var run in runs) run.Times.Add(TimedProcess.Run(run.Program, run.Command));
        }

        foreach (var (program, command, times) in runs)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{program} {command[0],-7} {Show(times, time => time.Seconds)} by the clock, {Show(times, time => time.Processor)} of the processors, {times.Max(time => time.PeakMegabytes)} MB"));
        }

        return 0;
    }

    private static string Show(List<TimedProcess> times, Func<TimedProcess, double> what)
    {
        var sorted = times.Select(time => what(time) * 1000).Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:F0} / {sorted[0]:F0}");
    }
}
