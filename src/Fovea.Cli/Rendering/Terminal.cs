using System.Text;
using Spectre.Console;

namespace Fovea.Cli.Rendering;

/// <summary>Standard output and standard error: bytes for programs, colours only for terminals.</summary>
internal static class Terminal
{
    private static readonly Lazy<Stream> Output = new(Console.OpenStandardOutput);

    /// <summary>Standard error, where everything goes that is not a result.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether results are looked at by a person.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected;

    /// <summary>Whether messages are looked at by a person, who can also answer.</summary>
    public static bool CanAsk => !Console.IsErrorRedirected && !Console.IsInputRedirected;

    /// <summary>Renders with colours where a person looks, without where a program reads.</summary>
    public static void Write(Action<IAnsiConsole> render)
    {
        using var text = new StringWriter();
        render(Create(text, Console.IsOutputRedirected));
        Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Writes bytes to standard output.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Output.Value.Write(bytes);
            Output.Value.Flush();
        }
        catch (IOException e)
        {
            throw new ClosedPipeException(e);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected || NoColour ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected || NoColour ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });

        // A program's lines are never wrapped.
        console.Profile.Width = isRedirected ? int.MaxValue / 2 : Math.Max(40, Console.IsOutputRedirected ? console.Profile.Width : Console.WindowWidth);
        return console;
    }

    private static bool NoColour => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
}
