using System.Text;
using Spectre.Console;

namespace Fovea.Cli.Rendering;

/// <summary>Standard output and standard error: bytes for programs, colours only for terminals.</summary>
internal static class Terminal
{
    /// <summary>Empties the line that the cursor is in, on standard error.</summary>
    public const string EraseLine = "\r\u001b[2K";

    private const int UsualWidth = 80;

    // Lines are never broken here: a terminal wraps them itself, and what is copied from it is still one path.
    private const int Unbroken = int.MaxValue / 2;

    private static readonly Lazy<Stream> Output = new(Console.OpenStandardOutput);

    /// <summary>Whether results are looked at by a person.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected;

    /// <summary>Whether messages are looked at by a person, who can also answer.</summary>
    public static bool CanAsk => !Console.IsErrorRedirected && !Console.IsInputRedirected;

    /// <summary>Columns of the terminal; 80 where it does not tell.</summary>
    public static int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
            }
            catch (IOException)
            {
                // Windows asks the window of standard output, which may be a pipe.
                return UsualWidth;
            }
        }
    }

    /// <summary>A line for the person, on standard error, or several. What could drive the terminal is made visible: names and messages come from files and servers.</summary>
    public static void Say(string message) => SayPart(string.Join(Environment.NewLine, message.Split('\n').Select(line => PathText.ToDisplay(line.TrimEnd('\r')))) + Environment.NewLine);

    /// <summary>Text for the person that does not end the line.</summary>
    public static void SayPart(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: there is nobody to tell, and the results matter more.
        }
    }

    /// <summary>A question on standard error; no unless answered with yes.</summary>
    public static bool Ask(string question) =>
        Create(Console.Error, Console.IsErrorRedirected).Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false });

    /// <summary>A line of the result, on standard output.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    public static void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>
    /// A line as a camera needs it, whatever colours the terminal has. A person who wants no colours gets it as it is, which a dark terminal shows right.
    /// </summary>
    public static string WhiteOnBlack(string line) => NoColour ? line : $"\u001b[38;5;231;48;5;16m{line}\u001b[0m";

    /// <summary>Renders with colours where a person looks, without where a program reads.</summary>
    public static void Write(Action<IAnsiConsole> render)
    {
        using var text = new StringWriter();
        var console = Create(text, Console.IsOutputRedirected);
        console.Profile.Width = Unbroken;
        render(console);
        Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Writes bytes to standard output.</summary>
    /// <exception cref="ClosedPipeException">Nobody reads any more.</exception>
    /// <exception cref="OutputException">The disk that they go to is full, or the like.</exception>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Output.Value.Write(bytes);
            Output.Value.Flush();
        }
        catch (UnauthorizedAccessException e)
        {
            // Closed before the program began (EBADF). A pipe that closes later (EPIPE) is no error to .NET's console.
            throw new ClosedPipeException(e);
        }
        catch (IOException e)
        {
            throw new OutputException("standard output", e);
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isRedirected || NoColour ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = isRedirected || NoColour ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    private static bool NoColour => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
}
