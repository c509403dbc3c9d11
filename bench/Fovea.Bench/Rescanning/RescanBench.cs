using System.Globalization;
using System.Runtime.InteropServices;

namespace Fovea.Bench.Rescanning;

/// <summary>
/// The published program over a library in which nothing changed, beside <c>find</c>, which asks the file system for the same: name, size and
/// time of every file. Both are processes of their own, in turns.
/// </summary>
internal static class RescanBench
{
    public static int Run(string[] args)
    {
        var (files, rounds) = (Options.Number(args, "--files", 200_000), Options.Number(args, "--rounds", 9));
        if (Options.Text(args, "--program") is not { } program)
        {
            Console.Error.WriteLine("Name the published program with --program FILE.");
            return 2;
        }

        var folder = Options.Text(args, "--folder") ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fovea-rescan-{files}"));
        var library = RescanLibrary.Prepare(folder, files);
        string[] find = [library.Photos, "-printf", @"%s %T@\n"];
        string[] index = ["index", "--quiet", "--home", library.Home];

        // The first runs fill the caches of the system, which both then read from.
        TimedProcess.Run("find", find);
        TimedProcess.Run(program, index);
        var (theirs, ours) = (new List<TimedProcess>(), new List<TimedProcess>());
        for (var round = 0; round < rounds; round++)
        {
            theirs.Add(TimedProcess.Run("find", find));
            ours.Add(TimedProcess.Run(program, index));
        }

        Say($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {files} files that have not changed, median of {rounds}");
        Say($"find           {Median(theirs, run => run.Seconds):F3} s ({Least(theirs):F3} at least), processor {Median(theirs, run => run.Processor):F3} s");
        Say($"fovea index    {Median(ours, run => run.Seconds):F3} s ({Least(ours):F3} at least), processor {Median(ours, run => run.Processor):F3} s, peak {ours.Max(run => run.PeakMegabytes)} MB resident");
        Say($"ratio          {Median(ours, run => run.Seconds) / Median(theirs, run => run.Seconds):F2} of the medians, {Least(ours) / Least(theirs):F2} of the least");
        return 0;
    }

    private static double Median(List<TimedProcess> runs, Func<TimedProcess, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    private static double Least(List<TimedProcess> runs) => runs.Min(run => run.Seconds);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
