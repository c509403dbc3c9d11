using System.CommandLine;
using System.Runtime;
using Fovea.Cli.Rendering;
using Fovea.Engine.Indexing;

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

    public static Command Create()
    {
        var command = new Command("index", "Add folders and bring the index up to date.")
        {
            Folders, Prune, RetryFailed, Stats, Forget, CommonOptions.Json,
        };
        HelpWithExamples.With(command, """
            fovea index ~/Pictures /mnt/photos
            fovea index                          all folders again

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
        using var session = Session.Open(parsed);
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
        if (session.ModelArgument is not null || all.Any(folder => session.Library.Find(folder) is null)) _ = (session.Model.Images, session.Model.Texts);
        return all.ConvertAll(session.Library.Add);
    }

    /// <summary>Indexes folders of the library, with progress and the closing report on standard error.</summary>
    public static async Task<IndexReport> IndexAsync(
        Session session, IReadOnlyList<IndexTarget> targets, bool prune, bool retryFailed, CancellationToken cancellationToken)
    {
        return await RunAsync(
            session,
            new IndexRequest
            {
                Targets = targets,
                Prune = prune,
                RetryFailed = retryFailed,
                ConfirmRemoval = Terminal.CanAsk && !session.IsQuiet ? ProgressDisplay.ConfirmRemoval : null,
            },
            cancellationToken);
    }

    /// <summary>Runs, with progress and the closing report on standard error.</summary>
    public static async Task<IndexReport> RunAsync(Session session, IndexRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var report = await ProgressDisplay.RunAsync(session.IsQuiet, progress => session.Indexer.RunAsync(request, progress, cancellationToken));
            IndexReportWriter.WriteText(report, session.IsQuiet);
            return report;
        }
        catch (OperationCanceledException)
        {
            Terminal.Say("Stopped. What is done is kept; run it again to go on.");
            throw;
        }
    }

    /// <summary>The vectors of all photos of the library, made of their thumbnails.</summary>
    public static IndexRequest FromThumbnails(Session session) => new() { Targets = AllRoots(session), FromThumbnails = true };

    private static List<IndexTarget> AllRoots(Session session)
    {
        List<IndexTarget> targets = [.. session.Catalog.GetRoots().Select(root => new IndexTarget(root))];
        return targets.Count > 0 ? targets : throw new UsageException("the library has no folders yet. Name one: fovea index ~/Pictures");
    }
}
