namespace Fovea.Cli;

/// <summary>
/// The arguments without loss. On Linux a file name is any bytes, and .NET reads those that are not UTF-8 as U+FFFD: the names that
/// <c>-0</c> writes could not be given back.
/// </summary>
internal static class RawArguments
{
    private const string CommandLine = "/proc/self/cmdline";

    /// <summary>The arguments with each invalid byte as <see cref="PathText"/> writes it, where the system tells; else as they are.</summary>
    public static string[] Restore(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !args.Any(arg => arg.Contains('\uFFFD', StringComparison.Ordinal))) return args;
        try
        {
            return Match(args, File.ReadAllBytes(CommandLine));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return args;
        }
    }

    // The program, and where it is started by 'dotnet' also the assembly, come before the arguments; each ends with NUL.
    internal static string[] Match(string[] args, ReadOnlySpan<byte> commandLine)
    {
        var all = new List<string>();
        var ended = commandLine is [.. var before, 0] ? before : commandLine;
        foreach (var range in ended.Split((byte)0)) all.Add(PathText.FromBytes(ended[range]));
        return all.Count > args.Length ? [.. all.TakeLast(args.Length)] : args;
    }
}
