using System.CommandLine;
using Fovea.Cli.Rendering;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea status</c>.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Failed = new("--failed") { Description = "List failed photos with their reasons, and files that are not photos." };

    public static Command Create()
    {
        var command = new Command("status", """
            What is indexed: folders, counts, the model, sizes.

              fovea status --failed        which photos failed, and why
            """)
        {
            Failed, CommonOptions.Json,
        };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var session = Session.Open(parsed);
        var status = LibraryStatus.Read(session, parsed.GetValue(Failed));
        if (parsed.GetValue(CommonOptions.Json)) StatusWriter.WriteJson(status);
        else StatusWriter.WriteText(status);
        return ExitCodes.Done;
    }
}
