using System.Globalization;

namespace Fovea.Engine.Pacing;

/// <summary>How much processor time this process, and the processes that it started, have used.</summary>
internal static class ProcessorUse
{
    // The unit of /proc/PID/stat: 100 a second on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Of all processors together, since the process began. It never goes back by more than what a child that is gone had used unseen.</summary>
    public static TimeSpan Now()
    {
        var own = Environment.CpuUsage.TotalTime;
        return OperatingSystem.IsLinux() ? own + Children() : own;
    }

    private static TimeSpan Children()
    {
        try
        {
            // Of those that ended, and of those that run.
            var ticks = Ticks("/proc/self/stat", 15);
            foreach (var task in Directory.EnumerateDirectories("/proc/self/task"))
            {
                foreach (var child in File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)) ticks += Ticks($"/proc/{child}/stat", 13);
            }

            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return TimeSpan.Zero; // a child that ended this moment, or a system that hides them
        }
    }

    // User and system time stand beside each other; the name before them may hold blanks and brackets.
    private static long Ticks(string file, int field)
    {
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[field - 2], CultureInfo.InvariantCulture) + long.Parse(fields[field - 1], CultureInfo.InvariantCulture);
    }
}
