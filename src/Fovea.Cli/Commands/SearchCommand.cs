using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Engine.Searching;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea search TEXT...</c>.</summary>
internal static class SearchCommand
{
    public const string Name = "search";

    private static readonly Argument<string[]> Text = new("TEXT")
    {
        Description = "What the photo shows: a scene, a thing, a mood, a colour.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> In = new("--in")
    {
        Description = "Only photos in or below this folder. A folder that is new is indexed first.",
        HelpName = "FOLDER",
    };

    public static Command Create()
    {
        var command = new Command(Name, """
            Find photos by describing them; best matches first.

              fovea search rainy night in the city
              fovea search "a brown dog on a bench" --in ~/Pictures/2019
              fovea search beach -people date:2018..2020       leave something out; filter by date
              fovea search sunset in:Holidays --paths | head
              fovea search -0 flowers | xargs -0 cp -t ~/flowers
            """)
        {
            Text, In,
        };
        ResultOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var folders = (parsed.GetValue(In) ?? []).Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToList();
        var unknown = folders.Where(folder => session.Library.Find(folder) is null).ToList();
        if (unknown.Count > 0)
        {
            if (!session.IsQuiet) Terminal.Error.WriteLine($"Indexing {string.Join(", ", unknown.Select(PathText.ToDisplay))} for the first time …");
            await IndexCommand.IndexAsync(session, unknown, prune: false, retryFailed: false, cancellationToken);
        }

        var page = session.Searcher.Search(
            new SearchRequest
            {
                Text = string.Join(' ', parsed.GetRequiredValue(Text)),
                Folders = folders,
                BaseFolder = Environment.CurrentDirectory,
                Limit = parsed.GetValue(ResultOptions.Limit),
                Offset = parsed.GetValue(ResultOptions.Offset),
            },
            cancellationToken);
        return ResultOptions.Show(session, parsed, page, cancellationToken);
    }
}
