using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Fovea.Engine.Files;

namespace Fovea.Engine.Indexing;

/// <summary>
/// Workers prepare photos; one committer encodes and commits them. Whatever ends a run, no task is left running and no tile rented, and
/// what was ready is committed, unless it is the catalog that failed.
/// </summary>
internal sealed class Pipeline(PhotoPreparer preparer, BatchCommitter committer, PauseGate pause, int batchSize, IndexerOptions options, TimeProvider time)
{
    /// <summary>Works everything off. Cancellation stops the workers; what they finished is committed all the same.</summary>
    /// <param name="work">The files.</param>
    /// <param name="advanced">Told now and then that something was done.</param>
    /// <param name="cancellationToken">Stops the workers.</param>
    public async Task RunAsync(IReadOnlyList<WorkItem> work, Action advanced, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<PreparedPhoto>(new BoundedChannelOptions(batchSize * 2) { SingleReader = true });
        using var abort = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abort.Token);
        var workers = PrepareAllAsync(work, channel.Writer, stop.Token, abort.Token);
        try
        {
            await CommitAllAsync(channel.Reader, advanced);
        }
        catch (Exception e) when (e is not CatalogException)
        {
            committer.Commit();
            throw;
        }
        finally
        {
            await abort.CancelAsync();
            await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (channel.Reader.TryRead(out var unused)) unused.Dispose();
        }

        await workers;
    }

    private async Task CommitAllAsync(ChannelReader<PreparedPhoto> prepared, Action advanced)
    {
        var more = prepared.WaitToReadAsync(CancellationToken.None).AsTask();
        while (true)
        {
            // A photo that takes long to decode must not keep the others from being committed.
            if (!committer.HasWork) await Task.WhenAny(more);
            else if (!more.IsCompleted) await Task.WhenAny(more, Task.Delay(options.CommitInterval, time));

            if (more.IsCompleted)
            {
                if (!await more) break;
                while (prepared.TryRead(out var photo))
                {
                    committer.Add(photo);
                    advanced();
                }

                more = prepared.WaitToReadAsync(CancellationToken.None).AsTask();
            }

            committer.FlushIfDue();
            advanced();
        }

        committer.Flush();
        advanced();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The first error is thrown when all workers have ended.")]
    private async Task PrepareAllAsync(IReadOnlyList<WorkItem> work, ChannelWriter<PreparedPhoto> writer, CancellationToken stop, CancellationToken abort)
    {
        var next = -1;
        Exception? error = null;
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, options.DecodeWorkers)).Select(_ => Task.Run(WorkOnAsync, CancellationToken.None)));
        writer.Complete();
        if (error is not null) ExceptionDispatchInfo.Throw(error);

        async Task WorkOnAsync()
        {
            while (true)
            {
                await pause.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested || Volatile.Read(ref error) is not null) return;
                var i = Interlocked.Increment(ref next);
                if (i >= work.Count) return;
                PreparedPhoto? photo = null;
                try
                {
                    photo = preparer.Prepare(work[i], stop);
                    await writer.WriteAsync(photo, abort);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    photo?.Dispose(); // the next run finds it again
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref error, e is FoveaException ? e : Explain(work[i], e), null);
                }
            }
        }
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
