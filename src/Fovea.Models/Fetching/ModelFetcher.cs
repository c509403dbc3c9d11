using Fovea.Clip;

namespace Fovea.Models;

/// <summary>Fetches models of a catalogue. Nothing is connected to before a fetch begins.</summary>
/// <remarks>Made for one command. A fetch that stops at any moment, killed or without power, leaves what it has, and the next goes on from there.</remarks>
/// <param name="catalogue">The models.</param>
/// <param name="modelsFolder">The folder that holds one folder a model; need not exist.</param>
/// <param name="options">How.</param>
/// <param name="time">The clock.</param>
public sealed class ModelFetcher(ModelCatalogue catalogue, string modelsFolder, FetchOptions options, TimeProvider time)
{
    private const string Newest = "main";

    /// <summary>What a fetch would do, without doing it.</summary>
    /// <exception cref="FetchException">What was remembered of the first fetch cannot be read.</exception>
    public FetchPlan Plan(CatalogueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var server = options.Mirror ?? catalogue.Host;
        IReadOnlyList<string> storage = options.Mirror is null ? [.. catalogue.StorageHosts, .. options.AllowedHosts] : options.AllowedHosts;
        var known = options.TrustsAnew ? null : FirstUse.Read(modelsFolder).Models.GetValueOrDefault(model.Repository);
        var revision = model.Revision ?? (known is not null && ModelCatalogue.Commit().IsMatch(known.Revision) ? known.Revision : null);
        return new FetchPlan(model, server, FileServer.ProxyOf(server), storage, revision, [.. model.Files.Select(PlanFile)]);

        PlannedFile PlanFile(CatalogueFile file)
        {
            var first = file.Sha256 is null ? known?.Files.GetValueOrDefault(file.Path) : null;
            return new PlannedFile(file.Path, Address(server, model, revision ?? Newest, file.Path), file.Size, file.Sha256 ?? first, first is not null, file.IsOptional);
        }
    }

    /// <summary>The models whose fetch has begun and not ended.</summary>
    public static IReadOnlyList<string> Unfinished(string modelsFolder)
    {
        var folder = Path.Combine(modelsFolder, StagingFolder.Name);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Throws away what an unfinished fetch of a model that is not here left.</summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="FetchException">A process is at it.</exception>
    public static bool Discard(string modelsFolder, string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!ModelCatalogue.IsName(model) || Directory.Exists(Path.Combine(modelsFolder, model)) || !Directory.Exists(StagingFolder.RootOf(modelsFolder, model))) return false;
        using var staging = StagingFolder.Open(modelsFolder, model);
        Directory.Delete(staging.Root, recursive: true);
        return true;
    }

    /// <summary>Fetches a model, or what is missing of it, and puts it among the models when it is whole and can be used.</summary>
    /// <exception cref="FetchException">It cannot be had; the message says why and what to do.</exception>
    /// <exception cref="ModelException">What came is no model that can be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what has arrived stays.</exception>
    public async Task<FetchReport> FetchAsync(FetchPlan plan, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var model = plan.Model;
        if (!model.Licence.IsFree && !options.AcceptsLicence)
        {
            throw new FetchException($"{model.Name} is under {model.Licence.Id}, which does not allow any use: {model.Licence.Limits ?? model.Licence.Url.AbsoluteUri}. Agree to it with --accept-licence.");
        }

        using var staging = StagingFolder.Open(modelsFolder, model.Name);
        try
        {
            if (FindInstalled(plan, staging.Target) is { } installed)
            {
                if (Directory.Exists(staging.Root)) Directory.Delete(staging.Root, recursive: true);
                return new FetchReport(model.Name, staging.Target, WasThere: true, 0, Remember(plan, plan.Revision ?? Newest, installed, replace: false));
            }

            RefuseStranger(plan, staging.Target);
            using var server = new FileServer(new HostPolicy(plan.Server, plan.StorageHosts), options.ConnectTimeout);
            var state = await BeginAsync(plan, server, staging, progress, cancellationToken);
            var converted = model.Checkpoint is null ? 0 : model.Bytes;
            DiskSpace.Require(modelsFolder, Math.Max(0, model.Bytes - Present(staging.Path)) + converted);
            var transfer = new FileTransfer(server, options, time, progress);
            foreach (var file in plan.Files) await FetchFileAsync(plan, file, state, staging, transfer, cancellationToken);
            return Complete(plan, state, staging, transfer.Transferred, progress, cancellationToken);
        }
        catch (IOException e)
        {
            throw DiskSpace.IsFull(e) ? DiskSpace.Full(modelsFolder, e) : new FetchException($"The model cannot be kept in {modelsFolder}: {e.Message} Check the disk.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException($"The model cannot be kept in {modelsFolder}: {e.Message} Check the rights.", e);
        }
    }

    private FetchReport Complete(FetchPlan plan, FetchState state, StagingFolder staging, long transferred, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var model = plan.Model;
        try
        {
            if (model.Checkpoint is { } checkpoint) Convert(staging, checkpoint, model, progress, cancellationToken);
            Tidy(staging.Path, state);

            // What can be used is trusted, and before it is there: whoever is killed in between must not trust anew.
            List<string> trusted = [];
            var isReviewed = model.Checkpoint is null && plan.Files.All(file => file.Sha256 is not null);
            var (folder, hashes) = model.Checkpoint is null ? (staging.Path, Hashes(state)) : (staging.Converted, []);
            ModelPublisher.Publish(staging, folder, model.Name, model.Description, hashes, isReviewed, () => trusted = Remember(plan, state.Revision, Hashes(state), replace: true), cancellationToken);
            return new FetchReport(model.Name, staging.Target, WasThere: false, transferred, trusted);
        }
        catch (ModelException)
        {
            // What nobody vouches for may be what is wrong: the next fetch must have it anew.
            foreach (var file in plan.Files.Where(file => file.Sha256 is null))
            {
                File.Delete(Path.Combine(staging.Path, file.Path));
                state.Files.Remove(file.Path);
            }

            state.Write(staging.Root);
            throw;
        }
    }

    // A folder that is called as the model is, and has what no fetch made, is somebody's.
    private static void RefuseStranger(FetchPlan plan, string folder)
    {
        if (!Directory.Exists(folder)) return;
        var known = plan.Files.Select(file => file.Path).Append(ModelManifest.FileName).ToHashSet(StringComparer.Ordinal);
        if (IsOthers(folder, plan.Model))
        {
            throw new FetchException($"{folder} has a model that was not fetched as {plan.Model.Name}. Nothing was fetched. Move the folder away, or remove the model in it: 'fovea models remove {plan.Model.Name}'.");
        }

        var isMade = plan.Model.Checkpoint is not null && File.Exists(Path.Combine(folder, ModelManifest.FileName));
        var strange = isMade ? null : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))
            .FirstOrDefault(path => !known.Contains(path) && !path.StartsWith("optimized/", StringComparison.Ordinal) && !IsOfTheSystem(Path.GetFileName(path)));
        if (strange is null) return;
        throw new FetchException($"{folder} is there already and has {strange}, which is no file of {plan.Model.Name}. Nothing was fetched. Move the folder away, or remove the model in it: 'fovea models remove {plan.Model.Name}'.");
    }

    // Its manifest says what it is. The title alone counts: what is said about a model may be worded anew.
    private static bool IsOthers(string folder, CatalogueModel model)
    {
        var path = Path.Combine(folder, ModelManifest.FileName);
        try
        {
            return File.Exists(path) && ModelManifest.Parse(path, File.ReadAllBytes(path)).Description?.StartsWith($"{model.Title}. ", StringComparison.Ordinal) != true;
        }
        catch (ModelException)
        {
            // A damaged one is repaired.
            return false;
        }
    }

    // What Finder and Explorer leave in every folder that a person looks at.
    private static bool IsOfTheSystem(string name) => name.StartsWith('.') || name is "Thumbs.db" or "desktop.ini";

    private async Task<FetchState> BeginAsync(FetchPlan plan, FileServer server, StagingFolder staging, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var before = FetchState.Read(staging.Root);
        var isFixed = before?.Revision != Newest || plan.Files.All(file => file.Sha256 is not null || file.IsOptional);
        var fits = before is not null && before.TrustsAnew == options.TrustsAnew && isFixed && before.Repository == plan.Model.Repository && (plan.Revision is null || before.Revision == plan.Revision);
        if (fits) return before!;

        if (Present(staging.Path) > 0)
        {
            staging.Clear();
            progress?.Report(new FetchProgress("", 0, plan.Model.Bytes) { Note = "What an earlier fetch left is of another version of the model, and is thrown away." });
        }

        var state = new FetchState { TrustsAnew = options.TrustsAnew, Repository = plan.Model.Repository, Revision = plan.Revision ?? await CommitAsync(plan, server, cancellationToken), Files = [] };
        state.Write(staging.Root);
        return state;
    }

    // All files of one fetch are of one commit, also when the repository changes meanwhile.
    private async Task<string> CommitAsync(FetchPlan plan, FileServer server, CancellationToken cancellationToken)
    {
        using var stall = new StallTimer(options.StallTimeout, time, cancellationToken);
        try
        {
            using var answer = await server.AskAsync(plan.Files[0].Address, 0, null, headersOnly: true, stall.Token);
            return answer.Commit ?? Newest;
        }
        catch (BrokenTransferException e) when (e.IsUnreachable)
        {
            throw new FetchException($"{e.Message} Check the network, or carry the model over: --dry-run tells what to fetch on another machine.", e);
        }
        catch (BrokenTransferException)
        {
            // Some servers answer no such question; the transfers will tell whether this one answers any.
            return Newest;
        }
        catch (OperationCanceledException) when (stall.IsStalled && !cancellationToken.IsCancellationRequested)
        {
            return Newest;
        }
    }

    private static async Task FetchFileAsync(
        FetchPlan plan, PlannedFile file, FetchState state, StagingFolder staging, FileTransfer transfer, CancellationToken cancellationToken)
    {
        var target = Path.Combine(staging.Path, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var known = state.Of(file.Path);
        var expected = file.Sha256 ?? known.Sha256;
        if (known.IsAbsent && file.IsOptional) return;
        if (expected is not null && !Has(target, expected, cancellationToken))
        {
            var installed = Path.Combine(staging.Target, file.Path);
            if (Has(installed, expected, cancellationToken)) File.Copy(installed, target, overwrite: true);
        }

        if (expected is not null && Has(target, expected, cancellationToken))
        {
            Note(known with { Sha256 = expected });
            return;
        }

        File.Delete(target);
        var asked = state.Revision == Newest ? file : file with { Address = Address(plan.Server, plan.Model, state.Revision, file.Path) };
        Note(await transfer.RunAsync(asked, target, known with { Sha256 = null }, Note, (Present(staging.Path) - Part(target), plan.Model.Bytes), cancellationToken));

        void Note(FetchedFile fetched)
        {
            state.Files[file.Path] = fetched;
            state.Write(staging.Root);
        }
    }

    private static void Convert(StagingFolder staging, string checkpoint, CatalogueModel model, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new FetchProgress(checkpoint, model.Bytes, model.Bytes) { Note = $"Converting {checkpoint}." });
        if (Directory.Exists(staging.Converted)) Directory.Delete(staging.Converted, recursive: true);
        using var conversion = ModelConversion.Open(Path.Combine(staging.Path, checkpoint), new ModelConversionOptions());
        conversion.Write(staging.Converted, complete: null, progress: null, cancellationToken);
    }

    // What was fetched without a known hash. What is known already stays, unless it is replaced on purpose.
    private List<string> Remember(FetchPlan plan, string revision, Dictionary<string, string> hashes, bool replace)
    {
        var unknown = plan.Model.Files
            .Where(file => file.Sha256 is null && hashes.ContainsKey(file.Path))
            .ToDictionary(file => file.Path, file => hashes[file.Path], StringComparer.Ordinal);
        if (unknown.Count == 0) return [];

        FirstUse.Update(modelsFolder, known =>
        {
            if (replace || !known.Models.ContainsKey(plan.Model.Repository)) known.Models[plan.Model.Repository] = new FirstUseModel(revision, time.GetUtcNow(), unknown);
        });
        return [.. plan.Files.Where(file => !file.IsFirstUse && unknown.ContainsKey(file.Path)).Select(file => file.Path)];
    }

    // The hashes of a model that is there, whole and as the plan wants it; null: it must be fetched.
    private Dictionary<string, string>? FindInstalled(FetchPlan plan, string folder)
    {
        if (!File.Exists(Path.Combine(folder, ModelManifest.FileName))) return null;
        if (options.TrustsAnew && plan.Model.Files.Any(file => file.Sha256 is null)) return null;
        var found = ModelFolder.Verify(folder);
        if (found is not { IsSound: true, HasManifest: true }) return null;

        var hashes = found.Files.Where(file => file.Sha256 is not null).ToDictionary(file => file.Path, file => file.Sha256!, StringComparer.Ordinal);
        if (plan.Model.Checkpoint is not null) return [];
        return plan.Files.All(file => hashes.TryGetValue(file.Path, out var hash) ? file.Sha256 is null || hash == file.Sha256 : file.IsOptional) ? hashes : null;
    }

    // What is left of transfers and of processes that were killed is no part of the model.
    private static void Tidy(string folder, FetchState state)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (state.Of(path).Sha256 is null) File.Delete(file);
        }
    }

    private static Dictionary<string, string> Hashes(FetchState state) =>
        state.Files.Where(file => file.Value.Sha256 is not null).ToDictionary(file => file.Key, file => file.Value.Sha256!, StringComparer.Ordinal);

    private static bool Has(string path, string sha256, CancellationToken cancellationToken) => File.Exists(path) && ModelManifest.HashOf(path, cancellationToken) == sha256;

    private static long Present(string folder) => new DirectoryInfo(folder) is { Exists: true } there ? there.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;

    private static long Part(string target) => new FileInfo(target + ".part") is { Exists: true } part ? part.Length : 0;

    private static Uri Address(Uri server, CatalogueModel model, string revision, string path) =>
        new($"{server.AbsoluteUri.TrimEnd('/')}/{model.Repository}/resolve/{revision}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");
}
