using Fovea.Engine.Files;
using Fovea.Engine.Pacing;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Brings the catalog up to date with the folders.</summary>
/// <remarks>
/// One run at a time in all processes: a second one waits. Every batch is one transaction, so that a crash at any moment loses at most
/// the running batch. Cancellation finishes and commits what was decoded, then throws <see cref="OperationCanceledException"/>. Targets
/// that overlap are walked once; one whose root was forgotten meanwhile is passed over. A change to another model that is under way is gone on
/// with when the photos are up to date with the one in use.
/// </remarks>
public sealed class Indexer(
    IPhotoCatalog catalog, IPhotoDecoder decoder, IThumbnailStore thumbnails, IDualEncoder model, IndexerOptions options, TimeProvider time,
    IModelChange? change = null)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(300);

    private readonly ImpossiblePhotos _impossible = new();

    /// <summary>Runs once over the targets.</summary>
    /// <exception cref="CatalogException">The catalog cannot be read or written.</exception>
    /// <exception cref="ModelException">There is work, and the model cannot be used.</exception>
    /// <exception cref="EncodingException">The model stopped working; what was done is kept.</exception>
    /// <exception cref="LibraryException">A photo made the decoder throw, which is a defect; what was done is kept.</exception>
    /// <exception cref="ModelChangedException">Another model is in use now; what was done before is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public Task<IndexReport> RunAsync(IndexRequest request, IProgress<IndexProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(request, progress, new PauseGate(time), cancellationToken);

    /// <summary>Runs once over the targets, and holds whenever <paramref name="pause"/> does: within a second all that was ready is committed.</summary>
    /// <inheritdoc cref="RunAsync(IndexRequest, IProgress{IndexProgress}?, CancellationToken)" path="/exception" />
    public async Task<IndexReport> RunAsync(IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(pause);
        using var right = await LockAsync(progress, cancellationToken);

        // Under the right to index nobody else completes a change.
        if (change is { IsInUse: false }) throw new ModelChangedException();
        await using var control = RunControl.Begin(catalog, pause, time, cancellationToken);
        pause.Pacer = new Pacer(Share, ProcessorUse.Now, Environment.ProcessorCount, time);
        return await Task.Run(() => RunLockedAsync(request, progress, pause, control.Token), control.Token);
    }

    private double Share() => options.ProcessorShare ?? (options.IsOnBattery() ? IndexerOptions.ShareOnBattery : 1);

    private async Task<IDisposable> LockAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (catalog.TryLockForIndexing(out var holder) is { } right) return right;
            progress?.Report(new IndexProgress { Phase = IndexPhase.Waiting, Holder = holder });
            await Task.Delay(LockPoll, time, cancellationToken);
        }
    }

    private async Task<IndexReport> RunLockedAsync(IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        var report = await UpdateAsync(request, progress, pause, cancellationToken);
        if (change is null || !request.ContinuesChange) return report;

        await pause.WaitAsync(cancellationToken);
        var run = new ModelChangeRun(catalog, decoder, thumbnails, model, change, options, time, _impossible);
        return report with { ModelChange = await run.RunAsync(request, progress, pause, cancellationToken) };
    }

    private async Task<IndexReport> UpdateAsync(IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        var clock = new WorkClock(time, pause);
        var stages = new StageClock(time);
        var run = await FindWorkAsync(request, progress, pause, stages, cancellationToken);
        var tally = new RunTally(run);
        if (request.FromThumbnails)
        {
            if (run.Work.Count > 0) await WorkAsync(run, request, tally, progress, pause, stages, cancellationToken);
            return tally.ToReport(catalog.GetCounts(), clock.Elapsed);
        }

        foreach (var delta in run.Deltas)
        {
            var root = delta.Target.Root;
            if (root.IsAvailable == delta.IsOffline) catalog.SetRootAvailability(root.Id, !delta.IsOffline);
            if (delta.Changes.Count > 0) catalog.Commit(model.Name, delta.Changes);
        }

        if (run.Work.Count > 0) await WorkAsync(run, request, tally, progress, pause, stages, cancellationToken);
        await pause.WaitAsync(cancellationToken);
        foreach (var delta in run.Deltas) Finish(delta, run, request, tally, wasPaused: pause.PausedTime > TimeSpan.Zero);
        if (tally.Removed > 0 || tally.Changed > 0) ThumbnailSweep.Run(catalog, thumbnails, cancellationToken);
        return tally.ToReport(tally.MayBeOffline ? catalog.GetCounts() : [], clock.Elapsed);
    }

    private async Task<RunState> FindWorkAsync(
        IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, StageClock stages, CancellationToken cancellationToken)
    {
        using var measured = stages.Measure(Stage.Scan, items: 0);
        var run = new RunState(request.FromThumbnails
            ? [.. request.Targets.Select(target => ThumbnailWork.Find(catalog, target.Root, model.Space))]
            : await FindDeltasAsync(request, progress, pause, cancellationToken));
        stages.AddItems(Stage.Scan, run.Scanned);
        return run;
    }

    private async Task<List<RootDelta>> FindDeltasAsync(
        IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        var finder = new DeltaFinder(catalog, new Scanner(options.ExcludedFolders), model.Space, request);
        var before = 0;
        var deltas = new List<RootDelta>();
        foreach (var target in IndexTargets.Resolve(request.Targets, catalog.GetRoots()))
        {
            await pause.WaitAsync(cancellationToken);
            deltas.Add(await finder.FindAsync(target, Report, cancellationToken));
            before += deltas[^1].Scanned;
        }

        await pause.WaitAsync(cancellationToken);
        return deltas;

        void Report(int count) => progress?.Report(new IndexProgress { Phase = IndexPhase.Scanning, Scanned = before + count });
    }

    private async Task WorkAsync(
        RunState run, IndexRequest request, RunTally tally, IProgress<IndexProgress>? progress, PauseGate pause, StageClock stages,
        CancellationToken cancellationToken)
    {
        using var decoders = new SemaphoreSlim(options.DecodeWorkers);
        var fromThumbnails = request.FromThumbnails ? new ThumbnailPreparer(decoder, thumbnails, model, stages) : null;
        IPhotoPreparer preparer = fromThumbnails is not null ? fromThumbnails : new PhotoPreparer(
            catalog, decoder, thumbnails, model, new FileContentReader(options.MaxFileSize), run, request.RetryFailed, decoders, stages, time);
        var encoder = new BatchEncoder(model, stages);
        using var watch = new RunWatch(change is null ? null : () => change.IsInUse, time, cancellationToken);
        var committer = new BatchCommitter(catalog, model, options, stages, time, watch, tally.Count);
        var pipeline = new Pipeline(preparer, encoder, committer, pause, options, stages, time);
        var clock = new WorkClock(time, pause);
        var (rate, pixels) = (new RateMeter(), new RateMeter());
        await pipeline.RunAsync(run.Work, Report, watch.Token);
        if (watch.IsGivenUp) throw new ModelChangedException();
        tally.Encoded = encoder.Encoded;
        tally.WithoutThumbnail = fromThumbnails?.Without ?? 0;
        tally.Statistics = stages.ToStatistics(options);
        cancellationToken.ThrowIfCancellationRequested();

        void Report()
        {
            watch.LookNowAndThen();
            progress?.Report(new IndexProgress
            {
                Phase = IndexPhase.Indexing,
                Scanned = run.Scanned,
                Total = run.Work.Count,
                Done = committer.Done,
                Failed = tally.Failures,
                Rate = rate.Add(clock.Elapsed, committer.Done),
                MegapixelsPerSecond = pixels.Add(clock.Elapsed, tally.Pixels) / 1e6,
                IsSlowedByBattery = options.ProcessorShare is null && pause.Pacer is { Share: < 1 },
            });
        }
    }

    private void Finish(RootDelta delta, RunState run, IndexRequest request, RunTally tally, bool wasPaused)
    {
        var root = delta.Target.Root;
        if (run.IsLost(root.Id))
        {
            catalog.SetRootAvailability(root.Id, isAvailable: false);
            tally.Lost(root);
            return;
        }

        if (delta.IsOffline) return;
        List<CatalogChange> changes = [.. delta.OutOfReach.Where(file => !file.IsMissing).Select(file => new CatalogChange.Missing(file.Id, true))];

        // Hours may have passed since the folders were listed: what is back is left to the next run.
        var gone = delta.Vanished.Values.Where(file => !wasPaused || FilePaths.RealIfThere(FilePaths.Join(root.Path, file.Path)) is null).ToList();
        var unsure = gone.Where(file => !DeltaFinder.IsTaken(request, root, file.Path)).ToList();
        var isTooMany = unsure.Count > delta.KnownPhotos * options.MaxVanishedShare;
        if (isTooMany && !request.Prune && request.ConfirmRemoval?.Invoke(root, unsure.Count, delta.KnownPhotos) != true)
        {
            changes.AddRange(unsure.Where(file => !file.IsMissing).Select(file => new CatalogChange.Missing(file.Id, true)));
            tally.Kept.Add(new KeptPhotos(root, unsure.Count, delta.KnownPhotos));
            gone = [.. gone.Except(unsure)];
        }

        changes.AddRange(gone.Select(file => new CatalogChange.Removed(file.Id)));
        tally.Removed += gone.Count;
        if (changes.Count > 0) catalog.Commit(model.Name, changes);
        if (delta.Target.IsWholeRoot) catalog.SetRootIndexed(root.Id, time.GetUtcNow());
    }
}
