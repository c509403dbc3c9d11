using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>
/// The part of a run that goes on with a change to another model. Every batch is a transaction; a run that ends at any moment is gone on with by the
/// next, in whatever process.
/// </summary>
/// <param name="catalog">The library.</param>
/// <param name="decoder">Decodes thumbnails and files.</param>
/// <param name="thumbnails">Small copies.</param>
/// <param name="current">The model in use.</param>
/// <param name="change">The change.</param>
/// <param name="options">Workers and batches.</param>
/// <param name="time">The clock.</param>
/// <param name="impossible">Photos that could get no vector: a run that does a piece of the work does not try them again.</param>
internal sealed class ModelChangeRun(
    IPhotoCatalog catalog, IPhotoDecoder decoder, IThumbnailStore thumbnails, IDualEncoder current, IModelChange change, IndexerOptions options, TimeProvider time,
    ImpossiblePhotos impossible)
{
    /// <summary>Goes on with the change.</summary>
    /// <returns>How far it is; null: none is under way.</returns>
    public async Task<ModelChangeReport?> RunAsync(IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        try
        {
            using var next = change.OpenNext();
            return next is null ? null : await RunAsync(next, request, progress, pause, cancellationToken);
        }
        catch (ModelException e)
        {
            // The photos are up to date with the model in use: that is what the run is for.
            return new ModelChangeReport("", 0, 0, IsDone: false) { Problem = e.Message };
        }
    }

    private async Task<ModelChangeReport> RunAsync(
        IDualEncoder next, IndexRequest request, IProgress<IndexProgress>? progress, PauseGate pause, CancellationToken cancellationToken)
    {
        var roots = catalog.GetRoots();
        impossible.Begin(next.Space, request);
        var work = roots.SelectMany(root => ThumbnailWork.Find(catalog, root, next.Space).Work)
            .Where(item => !impossible.Contains(item.Known!.Id)).Take(request.ChangeLimit ?? int.MaxValue).ToList();
        var stages = new StageClock(time);
        var preparer = new NextModelPreparer(decoder, thumbnails, next, new FileContentReader(options.MaxFileSize), request.FromThumbnails, stages);
        var encoder = new BatchEncoder(next, stages);
        using var watch = new RunWatch(() => change.IsWanted, time, cancellationToken);
        if (work.Count > 0) await WorkAsync(work, preparer, encoder, next, progress, pause, stages, watch);

        var known = impossible.Count;
        impossible.Add(preparer.Impossible);
        cancellationToken.ThrowIfCancellationRequested();
        if (!watch.MayCommit()) return new ModelChangeReport(next.Name, encoder.Encoded, 0, IsDone: false) { IsGivenUp = true };
        var missing = roots.Sum(root => Missing(root, next));
        return new ModelChangeReport(next.Name, encoder.Encoded, missing, missing == 0 && change.Complete(next)) { Impossible = impossible.Count, IsFurther = encoder.Encoded > 0 || impossible.Count > known };
    }

    private async Task WorkAsync(
        List<WorkItem> work, NextModelPreparer preparer, BatchEncoder encoder, IDualEncoder next, IProgress<IndexProgress>? progress, PauseGate pause,
        StageClock stages, RunWatch watch)
    {
        var committer = new BatchCommitter(catalog, next, options, stages, time, watch, _ => { });
        var pipeline = new Pipeline(preparer, encoder, committer, pause, options, stages, time);
        var (clock, rate) = (new WorkClock(time, pause), new RateMeter());
        await pipeline.RunAsync(work, Report, watch.Token);

        void Report()
        {
            watch.LookNowAndThen();
            progress?.Report(new IndexProgress
            {
                Phase = IndexPhase.Indexing,
                NextModel = next.Name,
                Total = work.Count,
                Done = committer.Done,
                Rate = rate.Add(clock.Elapsed, committer.Done),
                IsSlowedByBattery = options.ProcessorShare is null && pause.Pacer is { Share: < 1 },
            });
        }
    }

    private int Missing(LibraryRoot root, IDualEncoder next)
    {
        var there = catalog.GetKnownFiles(root.Id, next.Space).Where(file => file.HasEmbedding).Select(file => file.Id).ToHashSet();
        return catalog.GetKnownFiles(root.Id, current.Space).Count(file => file is { Status: PhotoStatus.Indexed, HasEmbedding: true } && !there.Contains(file.Id));
    }
}
