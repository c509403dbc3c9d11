using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>
/// Workers read and decode photos, encoders give them vectors batch by batch, one committer writes them down, all at once and with bounded
/// queues between. Whatever ends a run, no task is left running and no tile rented, and what was ready is committed, unless it is the
/// catalog that failed.
/// </summary>
internal sealed class Pipeline(
    IPhotoPreparer preparer, BatchEncoder encoder, BatchCommitter committer, PauseGate pause, IndexerOptions options, StageClock clock, TimeProvider time)
{
    // So much of the commit's interval is a batch left to fill up, and is the longest sleep of the committer: a pause is obeyed soon.
    private readonly TimeSpan _patience = options.CommitInterval / 4;

    private readonly FirstError _error = new();
    private volatile bool _encodersFailed;

    /// <summary>Works everything off. Cancellation stops the workers; what they finished is committed all the same.</summary>
    /// <param name="work">The files.</param>
    /// <param name="advanced">Told now and then that something was done.</param>
    /// <param name="cancellationToken">Stops the workers.</param>
    public async Task RunAsync(IReadOnlyList<WorkItem> work, Action advanced, CancellationToken cancellationToken)
    {
        var prepared = Channel.CreateBounded<PreparedPhoto>(new BoundedChannelOptions(encoder.BatchSize) { SingleReader = true });
        var batches = Channel.CreateBounded<List<PreparedPhoto>>(new BoundedChannelOptions(1) { SingleWriter = true });
        var ready = Channel.CreateBounded<PreparedPhoto>(new BoundedChannelOptions(options.MaxBatchChanges) { SingleReader = true });
        using var abort = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abort.Token);
        KeepThreadsFor(options.DecodeWorkers + options.ReadAhead + options.EncodeWorkers);
        var stages = Task.WhenAll(
            PrepareAllAsync(work, prepared.Writer, stop.Token, abort.Token),
            GatherAsync(prepared.Reader, batches.Writer, ready.Writer, abort.Token),
            EncodeAllAsync(batches.Reader, ready.Writer, abort.Token));
        try
        {
            await CommitAllAsync(ready.Reader, advanced);
        }
        finally
        {
            await abort.CancelAsync();
            await stages.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (prepared.Reader.TryRead(out var unused)) unused.Dispose();
            while (batches.Reader.TryRead(out var unused)) unused.ForEach(photo => photo.Dispose());
        }

        _error.ThrowIfSet();
    }

    // Stages that compute hold their threads; the pool would add them one by one over seconds.
    private static void KeepThreadsFor(int count)
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        if (workers < count + Environment.ProcessorCount) ThreadPool.SetMinThreads(count + Environment.ProcessorCount, completions);
    }

    private async Task PrepareAllAsync(IReadOnlyList<WorkItem> work, ChannelWriter<PreparedPhoto> writer, CancellationToken stop, CancellationToken abort)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, options.DecodeWorkers + options.ReadAhead).Select(_ => Task.Run(WorkOnAsync, CancellationToken.None)));
        writer.Complete();

        async Task WorkOnAsync()
        {
            while (true)
            {
                await pause.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested || _error.IsSet) return;
                var i = Interlocked.Increment(ref next);
                if (i >= work.Count) return;
                await PrepareAsync(work[i], writer, stop, abort);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The first error is thrown when all stages have ended.")]
    private async Task PrepareAsync(WorkItem item, ChannelWriter<PreparedPhoto> writer, CancellationToken stop, CancellationToken abort)
    {
        PreparedPhoto? photo = null;
        try
        {
            photo = preparer.Prepare(item, stop);
            using var waiting = clock.Measure(Stage.WaitToEncode);
            await writer.WriteAsync(photo, abort);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            photo?.Dispose(); // the next run finds it again
        }
        catch (Exception e)
        {
            _error.Set(e is FoveaException ? e : Explain(item, e));
        }
    }

    // A batch that does not fill up is handed on all the same, so that a photo that takes long to decode does not keep others waiting.
    private async Task GatherAsync(
        ChannelReader<PreparedPhoto> prepared, ChannelWriter<List<PreparedPhoto>> batches, ChannelWriter<PreparedPhoto> ready, CancellationToken abort)
    {
        var batch = new List<PreparedPhoto>();
        try
        {
            var more = prepared.WaitToReadAsync(CancellationToken.None).AsTask();
            while (true)
            {
                if (batch.Count == 0) await Task.WhenAny(more);
                else await Task.WhenAny(more, Task.Delay(_patience, time, abort));
                if (more.IsCompleted)
                {
                    if (!await more) break;
                    while (batch.Count < encoder.BatchSize && prepared.TryRead(out var photo))
                    {
                        if (photo.Tile is not null) batch.Add(photo);
                        else await ready.WriteAsync(photo, abort);
                    }

                    more = prepared.WaitToReadAsync(CancellationToken.None).AsTask();
                    if (batch.Count < encoder.BatchSize) continue;
                }

                await HandOnAsync();
            }

            await HandOnAsync();
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            batch.ForEach(photo => photo.Dispose());
        }
        finally
        {
            batches.Complete();
        }

        async Task HandOnAsync()
        {
            if (batch.Count == 0) return;
            await batches.WriteAsync(batch, abort);
            batch = [];
        }
    }

    private async Task EncodeAllAsync(ChannelReader<List<PreparedPhoto>> batches, ChannelWriter<PreparedPhoto> ready, CancellationToken abort)
    {
        await Task.WhenAll(Enumerable.Range(0, options.EncodeWorkers).Select(_ => Task.Run(WorkOnAsync, CancellationToken.None)));
        ready.Complete();

        async Task WorkOnAsync()
        {
            while (await batches.WaitToReadAsync(CancellationToken.None))
            {
                if (batches.TryRead(out var batch)) await EncodeAsync(batch, ready, abort);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The first error is thrown when all stages have ended.")]
    private async Task EncodeAsync(List<PreparedPhoto> batch, ChannelWriter<PreparedPhoto> ready, CancellationToken abort)
    {
        try
        {
            if (abort.IsCancellationRequested || _encodersFailed) return;
            encoder.Encode(batch);
            foreach (var photo in batch) await ready.WriteAsync(photo, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The catalog failed: what was encoded is encoded again in the next run.
        }
        catch (Exception e)
        {
            _encodersFailed = true;
            _error.Set(e);
        }
        finally
        {
            batch.ForEach(photo => photo.Dispose());
        }
    }

    private async Task CommitAllAsync(ChannelReader<PreparedPhoto> ready, Action advanced)
    {
        var more = ready.WaitToReadAsync(CancellationToken.None).AsTask();
        while (true)
        {
            if (committer.Left is not { } left) await Task.WhenAny(more);
            else if (!more.IsCompleted) await Task.WhenAny(more, Task.Delay(left < _patience ? left : _patience, time));

            if (more.IsCompleted)
            {
                if (!await more) break;
                while (ready.TryRead(out var photo)) committer.Add(photo);
                more = ready.WaitToReadAsync(CancellationToken.None).AsTask();
            }

            if (pause.IsPaused) committer.Commit();
            else committer.CommitIfDue();
            advanced();
        }

        committer.Commit();
        advanced();
    }

    private static LibraryException Explain(WorkItem item, Exception error)
    {
        var path = FilePaths.Join(item.Root.Path, item.File.Path);
        return new LibraryException(
            path,
            $"{PathText.ToDisplay(path)} stopped the run: {error.Message} ({error.GetType().Name}). What was done is kept. Move the file out of the folder, run again, and please report it.",
            error);
    }
}
