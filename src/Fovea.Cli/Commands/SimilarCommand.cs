using System.CommandLine;
using Fovea.Engine.Searching;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea similar PHOTO</c>.</summary>
internal static class SimilarCommand
{
    private static readonly Argument<string> Photo = new("PHOTO") { Description = "A picture file, in or outside the library." };

    public static Command Create()
    {
        var command = new Command("similar", "Find photos that look like one you have.")
        {
            Photo,
        };
        HelpWithExamples.With(command, """
            fovea similar ~/Pictures/2019/beach.jpg -n 50
            """);
        ResultOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var page = session.Searcher.FindSimilar(
            new SimilarRequest
            {
                Path = TypedPath.Full(parsed.GetRequiredValue(Photo)),
                Limit = parsed.GetValue(ResultOptions.Limit),
                Offset = parsed.GetValue(ResultOptions.Offset),
            },
            cancellationToken);
        return ResultOptions.Show(session, parsed, page, cancellationToken);
    }
}
