using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Engine.Indexing;
using Fovea.Engine.Pacing;
using Fovea.Engine.Watching;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea watch [FOLDER...]</c>.</summary>
internal static class WatchCommand
{
    private const int MinutesOfAYear = 525_600;

    private static readonly Argument<string[]> Folders = new("FOLDER")
    {
        Description = "Folders to add and keep up to date. None: all folders of the library, those that are added later too.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int?> Rescan = new("--rescan")
    {
        Description = "Look at everything every so many minutes, whatever the system tells of changes. Default: 60.",
        HelpName = "MINUTES",
        CustomParser = result => NumberOptions.Between(1, MinutesOfAYear)(result),
    };

    public static Command Create()
    {
        var command = new Command("watch", "Keep the library up to date as folders change, until Ctrl-C.")
        {
            Folders, Rescan, PaceOptions.Jobs, PaceOptions.Throttle, PaceOptions.FullSpeed,
        };
        HelpWithExamples.With(command, """
            fovea watch
            fovea watch ~/Pictures --throttle 50

            A new photo is found a moment after it is complete. What is still being copied or fetched waits until it is.
            """);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (PaceOptions.Share(parsed) is < 1) LowPriority.Enter();
        using var session = Session.Open(parsed);
        var folders = parsed.GetValue(Folders) ?? [];
        var targets = folders.Length > 0 ? IndexCommand.AddFolders(session, folders.Select(TypedPath.Full)) : IndexCommand.AllRoots(session);
        var options = new WatchOptions
        {
            Rescan = parsed.GetValue(Rescan) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Roots = folders.Length > 0 ? [.. targets.Select(target => target.Root.Id).Distinct()] : null,
        };
        var watcher = new LibraryWatcher(
            session.Catalog, [session.DataFolder.Path], async (request, stop) => await IndexAsync(session, request, stop), text => Say(session, text), TimeProvider.System);
        Say(session, $"Watching {string.Join(", ", targets.Select(target => PathText.ToDisplay(target.Root.Path)).Distinct())}. Ctrl-C ends it.");
        try
        {
            await watcher.RunAsync(options, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Say(session, "No longer watching. What is done is kept.");
            throw;
        }

        return ExitCodes.Done;
    }

    private static void Say(Session session, string text)
    {
        if (!session.IsQuiet) Terminal.Say(text);
    }

    private static async Task<IndexReport> IndexAsync(Session session, IndexRequest request, CancellationToken cancellationToken)
    {
        var report = await ProgressDisplay.RunAsync(session.IsQuiet, progress => session.IndexAsync(request, progress, cancellationToken));

        // What is still being written is no failure: it is looked at again when it is complete.
        var told = report with { Failures = [.. report.Failures.Where(failure => failure.Failure.Kind != PhotoFailureKind.Changing)] };
        var isNews = told.New + told.Changed + told.Moved + told.Removed + told.Failures.Count + told.Kept.Count + told.OfflineRoots.Count > 0;
        if (isNews) IndexReportWriter.WriteText(told, session.IsQuiet);
        else if (report.ModelChange is { } change && !session.IsQuiet) IndexReportWriter.WriteChange(change);
        if (report.ModelChange is { IsDone: true }) session.FollowModel(cancellationToken);
        return report;
    }
}
