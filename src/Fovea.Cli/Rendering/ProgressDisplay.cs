using System.Globalization;
using Fovea.Engine.Indexing;

namespace Fovea.Cli.Rendering;

/// <summary>Shows an indexing run: a moving line on a terminal, nothing in a log.</summary>
internal static class ProgressDisplay
{
    /// <summary>What is said once when the machine is on battery.</summary>
    public const string OnBattery = "On battery: indexing takes half of the processors and more time. --full-speed takes all.";

    private const int BarWidth = 24;
    private const int LeastBar = 8;

    private static bool _saidBattery;

    /// <summary>Runs the work while its progress is shown on standard error.</summary>
    public static async Task<IndexReport> RunAsync(bool isQuiet, Func<IProgress<IndexProgress>?, Task<IndexReport>> work)
    {
        if (isQuiet) return await work(null);
        if (Console.IsErrorRedirected) return await work(new Notices(null));
        using var line = new ProgressLine();
        return await work(new Notices(line));
    }

    /// <summary>Asks whether photos that are gone shall leave the index.</summary>
    public static bool ConfirmRemoval(LibraryRoot root, int vanished, int known)
    {
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture, $"{vanished:N0} of {known:N0} photos under {PathText.ToDisplay(root.Path)} are gone. If a drive is away, keep them."));
        return Terminal.Ask("Remove them from the index?");
    }

    /// <summary>The progress in at most so many columns: with a bar where there is room for one.</summary>
    public static string Draw(IndexProgress progress, int width)
    {
        var text = Describe(progress);
        var bar = Math.Min(BarWidth, width - text.Length - 1);
        if (progress.Total == 0 || bar < LeastBar) return text.Length <= width ? text : text[..Math.Max(width, 0)];
        var filled = (int)((long)bar * progress.Done / progress.Total);
        return $"{new string('█', filled)}{new string('░', bar - filled)} {text}";
    }

    /// <summary>"1,234 of 35,000 photos · 94 a second · 6 min left".</summary>
    public static string Describe(IndexProgress progress) => progress.Phase switch
    {
        IndexPhase.Waiting => $"Waiting: another Fovea is indexing ({progress.Holder ?? "unknown process"})",
        IndexPhase.Scanning => string.Create(CultureInfo.InvariantCulture, $"Looking for photos: {progress.Scanned:N0} files"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0} {(progress.NextModel is { } next ? $"photos encoded with {next}" : "files")}")
            + (progress.Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {progress.Rate:N0} a second") : string.Empty)
            + (progress.MegapixelsPerSecond >= 1 ? string.Create(CultureInfo.InvariantCulture, $" · {progress.MegapixelsPerSecond:N0} megapixels/s") : string.Empty)
            + (progress.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {progress.Failed:N0} failed") : string.Empty)
            + (progress.Remaining is { } left ? $" · {Remaining(left)} left" : string.Empty),
    };

    private static string Remaining(TimeSpan left) => left switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds):N0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalMinutes):N0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{left.TotalHours:N1} h"),
    };

    // What is worth a line of its own, once. In a log that is all there is.
    private sealed class Notices(ProgressLine? line) : IProgress<IndexProgress>
    {
        private bool _saidWaiting;

        public void Report(IndexProgress value)
        {
            if (value.IsSlowedByBattery && !_saidBattery)
            {
                _saidBattery = true;
                line?.Hide();
                Terminal.Say(OnBattery);
            }

            if (line is null && value.Phase == IndexPhase.Waiting && !_saidWaiting)
            {
                _saidWaiting = true;
                Terminal.Say(Describe(value));
            }

            line?.Report(value);
        }
    }
}
