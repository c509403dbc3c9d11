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
        var command = new Command(Name, "Find photos by describing them; best matches first.")
        {
            Text, In,
        };
        HelpWithExamples.With(command, """
            fovea search rainy night in the city
            fovea search "a brown dog on a bench" --in ~/Pictures/2019
            fovea search beach -people date:2018..2020       leave something out; filter by date
            fovea search sunset in:Holidays --paths | head
            fovea search -0 flowers | xargs -0 cp -t ~/flowers
            """);
        ResultOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var folders = (parsed.GetValue(In) ?? []).Select(TypedPath.Full).ToList();
        await IndexNewAsync(session, folders, cancellationToken);
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

    // New is a folder that holds no photo yet, be it unknown, of an earlier run that was stopped at once, or just put below a known one.
    private static async Task IndexNewAsync(Session session, List<string> folders, CancellationToken cancellationToken)
    {
        var empty = folders.Where(folder => session.Library.Find(folder) is null || session.Catalog.Match(new PhotoFilter { Folders = [folder] }).Count == 0).ToList();
        if (empty.Count > 0)
        {
            var targets = IndexCommand.AddFolders(session, empty);
            if (!session.IsQuiet) Terminal.Say($"Indexing {string.Join(", ", empty.Select(PathText.ToDisplay))} first …");
            await IndexCommand.IndexAsync(session, targets, prune: false, retryFailed: false, cancellationToken, continuesChange: false);
        }

        foreach (var folder in folders.Except(empty))
        {
            var root = session.Library.Find(folder)!.Root;
            if (root.LastIndexed is null && !session.IsQuiet) Terminal.Say($"note: {PathText.ToDisplay(root.Path)} is not wholly indexed yet; 'fovea index' goes on with it.");
        }
    }
}
