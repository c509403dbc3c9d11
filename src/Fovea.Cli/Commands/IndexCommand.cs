using System.CommandLine;
using System.Runtime;
using Fovea.Cli.Rendering;
using Fovea.Engine.Indexing;
using Fovea.Engine.Pacing;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea index [FOLDER...]</c>.</summary>
internal static class IndexCommand
{
    private static readonly Argument<string[]> Folders = new("FOLDER")
    {
        Description = "Folders to add and bring up to date. None: all folders of the library.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Prune = new("--prune")
    {
        Description = "Remove photos that are gone, however many. Without it, Fovea asks (or keeps them as offline) when more than 20 % are gone at once.",
    };

    private static readonly Option<bool> RetryFailed = new("--retry-failed") { Description = "Try failed photos again, although they have not changed." };

    private static readonly Option<bool> Stats = new("--stats") { Description = "Print where the time went." };

    private static readonly Option<string[]> Forget = new("--forget")
    {
        Description = "Take a folder out of the library. Your files are not touched.",
        HelpName = "FOLDER",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Pause = new("--pause") { Description = "Hold the run that is in progress, in whatever program, until --resume." };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Let a paused run go on." };

    private static readonly Option<bool> Stop = new("--stop") { Description = "End the run that is in progress. What is done is kept." };

    public static Command Create()
    {
        var command = new Command("index", "Add folders and bring the index up to date.")
        {
            Folders, Prune, RetryFailed, Stats, Forget, PaceOptions.Jobs, PaceOptions.Throttle, PaceOptions.FullSpeed, Pause, Resume, Stop, CommonOptions.Json,
        };
        HelpWithExamples.With(command, """
            fovea index ~/Pictures /mnt/photos
            fovea index                          all folders again
            fovea index --throttle 50            half of the processors at most
            fovea index --pause                  holds the run that another process does; --resume, --stop

            Unchanged photos are not opened again, moved ones are recognised, photos on a drive that is away stay searchable.
            Ctrl-C keeps what is done; run it again to go on.
            """);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // Nobody waits for an answer meanwhile: no second thread that collects beside the others.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        if (PaceOptions.Share(parsed) is < 1) LowPriority.Enter();
        using var session = Session.Open(parsed);
        if (Command(parsed) is { } command) return Tell(session, command);
        var forget = parsed.GetValue(Forget) ?? [];
        foreach (var folder in forget)
        {
            var root = session.Library.Forget(TypedPath.Full(folder));
            if (!session.IsQuiet) Terminal.Say($"No longer part of the library: {PathText.ToDisplay(root.Path)}");
        }

        var folders = parsed.GetValue(Folders) ?? [];
        if (forget.Length > 0 && folders.Length == 0) return ExitCodes.Done;
        var targets = folders.Length > 0 ? AddFolders(session, folders.Select(TypedPath.Full)) : AllRoots(session);
        var report = await IndexAsync(session, targets, parsed.GetValue(Prune), parsed.GetValue(RetryFailed), cancellationToken);
        if (parsed.GetValue(Stats)) IndexStatisticsWriter.Write(report);
        if (parsed.GetValue(CommonOptions.Json)) IndexReportWriter.WriteJson(report);
        return ExitCodes.Done;
    }

    /// <summary>Adds folders to the library, or finds them in it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="folders">Absolute paths.</param>
    /// <exception cref="LibraryException">One is not a folder that can be added; none after it has been added.</exception>
    public static IReadOnlyList<IndexTarget> AddFolders(Session session, IEnumerable<string> folders)
    {
        var all = folders.ToList();

        // A model that cannot be used is found out before anything is added, and one that cannot search before hours of encoding.
        if (session.ModelArgument is not null || all.Any(folder => session.Library.Find(folder) is null))
        {
            // The decoders start meanwhile. If they cannot, the first photo says so.
            _ = Task.Run(() => session.Decoder.Prepare(session.IndexerOptions.DecodeWorkers));
            _ = (session.Model.Images, session.Model.Texts);
        }

        return all.ConvertAll(session.Library.Add);
    }

    /// <summary>Indexes folders of the library, with progress and the closing report on standard error.</summary>
    public static async Task<IndexReport> IndexAsync(
        Session session, IReadOnlyList<IndexTarget> targets, bool prune, bool retryFailed, CancellationToken cancellationToken, bool continuesChange = true)
    {
        return await RunAsync(
            session,
            new IndexRequest
            {
                Targets = targets,
                Prune = prune,
                RetryFailed = retryFailed,
                ContinuesChange = continuesChange,
                ConfirmRemoval = Terminal.CanAsk && !session.IsQuiet ? ProgressDisplay.ConfirmRemoval : null,
            },
            cancellationToken);
    }

    /// <summary>Runs, with progress and the closing report on standard error.</summary>
    public static async Task<IndexReport> RunAsync(Session session, IndexRequest request, CancellationToken cancellationToken)
    {
        var report = await WorkAsync(session, request, cancellationToken);
        IndexReportWriter.WriteText(report, session.IsQuiet);
        session.Searcher.TakeOver(report.New + report.Changed + report.Removed, cancellationToken);
        Follow(session, report, cancellationToken);
        return report;
    }

    /// <summary>Goes on with a change to another model and looks at no folder.</summary>
    public static async Task ChangeModelAsync(Session session, IndexRequest request, CancellationToken cancellationToken)
    {
        var report = await WorkAsync(session, request, cancellationToken);
        if (!session.IsQuiet && report.ModelChange is { } change) IndexReportWriter.WriteChange(change);
        Follow(session, report, cancellationToken);
    }

    private static async Task<IndexReport> WorkAsync(Session session, IndexRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgressDisplay.RunAsync(session.IsQuiet, progress => session.IndexAsync(request, progress, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            Terminal.Say("Stopped. What is done is kept; run it again to go on.");
            throw;
        }
    }

    // What is saved of the vectors is written for the model that is in use from now on.
    private static void Follow(Session session, IndexReport report, CancellationToken cancellationToken)
    {
        if (report.ModelChange is not { IsDone: true }) return;
        session.FollowModel(cancellationToken);
        session.Searcher.TakeOver(int.MaxValue, cancellationToken);
    }

    /// <summary>All roots of the library.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public static List<IndexTarget> AllRoots(Session session)
    {
        List<IndexTarget> targets = [.. session.Catalog.GetRoots().Select(root => new IndexTarget(root))];
        return targets.Count > 0 ? targets : throw new UsageException("the library has no folders yet. Name one: fovea index ~/Pictures");
    }

    private static RunCommand? Command(ParseResult parsed)
    {
        (Option<bool> Option, RunCommand Command)[] all = [(Pause, RunCommand.Pause), (Resume, RunCommand.Resume), (Stop, RunCommand.Stop)];
        var given = all.Where(one => parsed.GetValue(one.Option)).ToList();
        if (given.Count == 0) return null;
        if (given.Count > 1 || (parsed.GetValue(Folders) ?? []).Length > 0 || (parsed.GetValue(Forget) ?? []).Length > 0)
        {
            throw new UsageException($"{given[0].Option.Name} is for a run that is in progress, and stands alone.");
        }

        return given[0].Command;
    }

    private static int Tell(Session session, RunCommand command)
    {
        var isTold = RunControl.TryTell(session.Catalog, command, out var holder);
        if (!session.IsQuiet) Terminal.Say(isTold ? $"{Name(command)}: {holder}" : "Nothing is being indexed now.");
        return isTold ? ExitCodes.Done : ExitCodes.NothingFound;
    }

    private static string Name(RunCommand command) => command switch
    {
        RunCommand.Pause => "Paused",
        RunCommand.Resume => "Goes on",
        _ => "Stopped",
    };
}
