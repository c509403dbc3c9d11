using System.CommandLine.Parsing;
using System.Globalization;

namespace Fovea.Cli;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOptions
{
    /// <summary>A parser that says what it wants instead of what it could not convert.</summary>
    public static Func<ArgumentResult, int> Between(int least, int most) => result =>
    {
        var text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"{((OptionResult)result.Parent!).Option.Name} needs a whole number from {least}{(most == int.MaxValue ? string.Empty : $" to {most}")}, not '{text}'."));
        return least;
    };
}
