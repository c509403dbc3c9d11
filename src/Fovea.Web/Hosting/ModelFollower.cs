using System.Diagnostics.CodeAnalysis;
using Fovea.Engine.Indexing;
using Fovea.Hosting;
using Fovea.Web.Live;
using Microsoft.Extensions.Logging;

namespace Fovea.Web.Hosting;

/// <summary>
/// Keeps the server with the person's choice of a model while it runs: encodes the photos for the next one in the background, and takes it when it is
/// in use. A search in progress keeps the model that it began with.
/// </summary>
internal sealed partial class ModelFollower(CurrentModel model, IPhotoCatalog catalog, IndexJob job, LibraryEvents events, TimeProvider time, ILogger<ModelFollower> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // No request lasts as long.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    // So long a change stands still after it could not go on: a full disk, a folder that was away.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(20);

    private string? _begun;
    private long _beganAt;
    private ModelSet? _set;

    /// <summary>Looks once a second until it is cancelled.</summary>
    /// <param name="indexes">Whether this server may index.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits it: what goes wrong is logged, and the model in use goes on answering.")]
    public async Task RunAsync(bool indexes, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, time, cancellationToken);
                Look(indexes, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (FoveaException e)
            {
                LogProblem(e.Message);
            }
            catch (Exception e)
            {
                LogDefect(e);
            }
        }
    }

    private void Look(bool indexes, CancellationToken cancellationToken)
    {
        var next = model.Next;
        var isIdle = job.Status.State == IndexJobState.Idle;
        if (!isIdle) _beganAt = time.GetTimestamp();
        if (next is not null && indexes && (next != _begun || (isIdle && time.GetElapsedTime(_beganAt) >= RetryInterval)))
        {
            _begun = next;
            _beganAt = time.GetTimestamp();
            job.Start(new IndexRequest { Targets = [] });
        }

        if (next is null) _begun = null;
        model.Follow(cancellationToken);
        var set = model.Get();
        if (set != _set && _set is not null)
        {
            // A photo that came in the last moment may have a vector of the old model only.
            var roots = catalog.GetRoots();
            if (indexes && roots.Count > 0) job.Start(new IndexRequest { Targets = [.. roots.Select(root => new IndexTarget(root))] });
            events.LibraryChanged();
        }

        _set = set;
        if (isIdle) model.Free(Grace);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "an error that should not happen while following the choice of a model; please report it with this text.")]
    private partial void LogDefect(Exception exception);
}
