using System.Text;
using System.Text.Json;

namespace Fovea.Cli.Tests.Support;

/// <summary>How a run of the program ended.</summary>
/// <param name="ExitCode">The exit code; 128 + the signal where a signal ended it.</param>
/// <param name="OutputBytes">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandResult(int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(OutputBytes);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Asserts the exit code, and shows what was said when it is another.</summary>
    public CommandResult Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
