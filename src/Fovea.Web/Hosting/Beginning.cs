using System.Diagnostics.CodeAnalysis;
using Fovea.Engine.Indexing;
using Fovea.Engine.Watching;
using Fovea.Hosting;
using Microsoft.Extensions.Logging;

namespace Fovea.Web.Hosting;

/// <summary>
/// What is done while the person's browser opens: the model is loaded, so that the first search is quick, and indexing starts, once or as
/// often as folders change.
/// </summary>
internal sealed partial class Beginning(
    IPhotoCatalog catalog, CurrentModel model, ModelFollower follower, IndexJob job, DataFolder folder, TimeProvider time, ILogger<Beginning> logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    [SuppressMessage("Design", "CA1031", Justification = "It only makes things ready: whoever needs them later meets the same error and is told.")]
    public async Task RunAsync(WebServerOptions options)
    {
        try
        {
            model.Get().Searcher.Warm(_stop.Token);
            _ = follower.RunAsync(options.StartsIndexing || options.Watches, _stop.Token);
            if (options.Watches)
            {
                await new LibraryWatcher(catalog, [folder.Path], IndexAsync, LogProblem, time).RunAsync(new WatchOptions(), _stop.Token);
                return;
            }

            var roots = catalog.GetRoots();
            if (options.StartsIndexing && roots.Count > 0) job.Start(new IndexRequest { Targets = [.. roots.Select(root => new IndexTarget(root))] });
        }
        catch (OperationCanceledException)
        {
            // The server stops before it was ready.
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

    public void Cancel() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    // The job tells what becomes of it, here as ever.
    private Task<IndexReport?> IndexAsync(IndexRequest request, CancellationToken cancellationToken)
    {
        job.Start(request);
        return Task.FromResult<IndexReport?>(null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "an error that should not happen while starting; please report it with this text.")]
    private partial void LogDefect(Exception exception);
}
