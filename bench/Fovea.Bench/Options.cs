using System.Globalization;

namespace Fovea.Bench;

/// <summary>Options of the form <c>--name value</c>.</summary>
internal static class Options
{
    /// <summary>The text of an option; null if it was not given.</summary>
    public static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public static int Number(string[] args, string name, int standard)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : standard;
    }
}
