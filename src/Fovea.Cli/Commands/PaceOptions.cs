using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Fovea.Cli.Commands;

/// <summary>How much of the machine indexing takes.</summary>
internal static class PaceOptions
{
    private const int MostJobs = 256;
    private const int Everything = 100;

    public static Option<int?> Jobs { get; } = new("--jobs", "-j")
    {
        Description = "How many photos are decoded at once. Default: as many as there are processors.",
        HelpName = "N",
        CustomParser = result => NumberOptions.Between(1, MostJobs)(result),
    };

    public static Option<int?> Throttle { get; } = new("--throttle")
    {
        Description = "Use so much of the processors' time at most, and give way to other programs. Default: all, and half of it on battery.",
        HelpName = "PERCENT",
        CustomParser = result => Percent(result),
    };

    public static Option<bool> FullSpeed { get; } = new("--full-speed") { Description = "Do not slow down on battery: the same as --throttle 100." };

    /// <summary>The share of the processors that was asked for, above 0 to 1; null if none was.</summary>
    public static double? Share(ParseResult parsed)
    {
        var percent = parsed.GetValue(Throttle);
        if (percent is not null && parsed.GetValue(FullSpeed)) throw new UsageException("--throttle and --full-speed contradict each other; give one of them.");
        return parsed.GetValue(FullSpeed) ? 1 : percent / (double)Everything;
    }

    private static int Percent(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text.EndsWith('%') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= Everything) return percent;
        result.AddError($"--throttle needs a whole number of percent from 1 to {Everything.ToString(CultureInfo.InvariantCulture)}, not '{text}'.");
        return Everything;
    }
}
