using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Fovea.Engine.Files;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Indexing;

/// <summary>Brings the catalog up to date with the folders.</summary>
/// <remarks>
/// One run at a time in all processes: a second one waits. Every batch is one transaction, so that a crash at any moment loses at most
/// the running batch. Cancellation finishes and commits what was decoded, then throws <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class Indexer(IPhotoCatalog catalog, IPhotoDecoder decoder, IDualEncoder model, IndexerOptions options, TimeProvider time)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs once over the targets.</summary>
    /// <exception cref="CatalogException">The catalog cannot be read or written.</exception>
    /// <exception cref="ModelException">There is work, and the model cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public async Task<IndexReport> RunAsync(IndexRequest request, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var right = await LockAsync(progress, cancellationToken);
        return await Task.Run(() => RunLockedAsync(request, progress, cancellationToken), cancellationToken);
    }

    private async Task<IDisposable> LockAsync(IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (catalog.TryLockForIndexing(out var holder) is { } right) return right;
            progress?.Report(new IndexProgress { Phase = IndexPhase.Waiting, Holder = holder });
            await Task.Delay(LockPoll, time, cancellationToken);
        }
    }

    private async Task<IndexReport> RunLockedAsync(IndexRequest request, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var deltas = FindDeltas(request, progress, cancellationToken);
        var run = new RunState(deltas);
        var tally = new RunTally(run);

        foreach (var delta in deltas)
        {
            if (delta.IsOffline) catalog.SetRootAvailability(delta.Target.Root.Id, isAvailable: false);
            else if (!delta.Target.Root.IsAvailable) catalog.SetRootAvailability(delta.Target.Root.Id, isAvailable: true);
            if (delta.Changes.Count > 0) catalog.Commit(model.Name, delta.Changes);
            tally.Count(delta.Changes);
        }

        var preparer = new PhotoPreparer(catalog, decoder, model, new FileContentReader(options.MaxFileSize), run, request.RetryFailed, time);
        await WorkAsync(run, preparer, tally, progress, cancellationToken);
        foreach (var delta in deltas) Finish(delta, run, request, tally);
        return tally.ToReport(catalog.GetCounts(), time.GetElapsedTime(started));
    }

    private List<RootDelta> FindDeltas(IndexRequest request, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        var finder = new DeltaFinder(catalog, new Scanner(options.ExcludedFolders), model.Space);
        var before = 0;
        var deltas = new List<RootDelta>();
        foreach (var target in request.Targets)
        {
            var found = 0;
            deltas.Add(finder.Find(target, request.RetryFailed, count => Report(found = count), cancellationToken));
            before += found;
        }

        return deltas;

        void Report(int count) => progress?.Report(new IndexProgress { Phase = IndexPhase.Scanning, Scanned = before + count });
    }

    private async Task WorkAsync(RunState run, PhotoPreparer preparer, RunTally tally, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        if (run.Work.Count == 0) return;
        var committer = new BatchCommitter(catalog, model, options, time, tally.Count);
        var prepared = Channel.CreateBounded<PreparedPhoto>(new BoundedChannelOptions(model.Images.BatchSize * 2) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = RunWorkersAsync(run.Work, preparer, prepared.Writer, stop.Token);
        var started = time.GetTimestamp();
        try
        {
            // Not cancelled: what the workers finished before they stopped is still encoded and committed.
            await foreach (var photo in prepared.Reader.ReadAllAsync(CancellationToken.None))
            {
                committer.Add(photo);
                progress?.Report(Progress());
            }

            committer.Flush();
            progress?.Report(Progress());
        }
        catch
        {
            await stop.CancelAsync();
            while (prepared.Reader.TryRead(out var unused)) unused.Tile?.Dispose();
            throw;
        }
        finally
        {
            tally.Encoded = committer.Encoded;
            await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await workers;
        cancellationToken.ThrowIfCancellationRequested();

        IndexProgress Progress() => new()
        {
            Phase = IndexPhase.Indexing,
            Scanned = run.Work.Count,
            Total = run.Work.Count,
            Done = committer.Done,
            Failed = tally.Failures,
            Rate = committer.Done / Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-3),
        };
    }

    [SuppressMessage("Design", "CA1031", Justification = "The worker's error is handed to the reader of the channel, which rethrows it.")]
    private async Task RunWorkersAsync(IReadOnlyList<WorkItem> work, PhotoPreparer preparer, ChannelWriter<PreparedPhoto> writer, CancellationToken stop)
    {
        var next = -1;
        Exception? error = null;
        var workers = Enumerable.Range(0, Math.Max(1, options.DecodeWorkers)).Select(_ => Task.Run(WorkOnAsync, CancellationToken.None));
        await Task.WhenAll(workers);
        writer.Complete(error);

        async Task WorkOnAsync()
        {
            try
            {
                int i;
                while (!stop.IsCancellationRequested && Volatile.Read(ref error) is null && (i = Interlocked.Increment(ref next)) < work.Count)
                {
                    var photo = preparer.Prepare(work[i], stop);
                    await writer.WriteAsync(photo, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The item in hand is dropped; the next run finds it again.
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref error, e, null);
            }
        }
    }

    private void Finish(RootDelta delta, RunState run, IndexRequest request, RunTally tally)
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
        var gone = delta.Vanished.Values;
        if (gone.Count > 0)
        {
            var isTooMany = gone.Count > delta.KnownPhotos * options.MaxVanishedShare;
            if (!isTooMany || request.Prune || request.ConfirmRemoval?.Invoke(root, gone.Count, delta.KnownPhotos) == true)
            {
                changes.AddRange(gone.Select(file => new CatalogChange.Removed(file.Id)));
                tally.Removed += gone.Count;
            }
            else
            {
                changes.AddRange(gone.Where(file => !file.IsMissing).Select(file => new CatalogChange.Missing(file.Id, true)));
                tally.Kept.Add(new KeptPhotos(root, gone.Count, delta.KnownPhotos));
            }
        }

        if (changes.Count > 0) catalog.Commit(model.Name, changes);
        if (delta.Target.Below.Length == 0) catalog.SetRootIndexed(root.Id, time.GetUtcNow());
    }
}
