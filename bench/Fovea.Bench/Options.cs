using System.Globalization;

namespace Fovea.Bench;

/// <summary>Options of the form <c>--name N</c>.</summary>
internal static class Options
{
    public static int Number(string[] args, string name, int standard)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : standard;
    }
}
