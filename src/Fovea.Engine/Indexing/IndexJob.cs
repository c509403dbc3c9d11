using System.Diagnostics.CodeAnalysis;
using Fovea.Engine.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fovea.Engine.Indexing;

/// <summary>Indexes in the background: one run at a time, which can be paused, resumed and stopped.</summary>
/// <remarks>
/// Thread-safe. Nothing that happens in a run is thrown at the caller: it is told in <see cref="Status"/>. Photos that are gone in great
/// number are never asked about: they are kept and told in <see cref="IndexReport.Kept"/>, and a later request with
/// <see cref="IndexRequest.Prune"/> removes them. Disposing stops the run and waits for what it has begun.
/// </remarks>
public sealed partial class IndexJob : IAsyncDisposable
{
    private static readonly TimeSpan ChangeInterval = TimeSpan.FromMilliseconds(200);

    // A minute or two: so long a new photo waits at most while the photos are encoded for another model.
    private const int ChangeLimit = 2048;
    private const int MostRestarts = 3;

    private readonly Func<Indexer> _indexer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChangeSignal _signal;
    private readonly Lock _lock = new();
    private readonly List<IndexRequest> _queue = [];
    private Run? _run;
    private Task _worker = Task.CompletedTask;
    private bool _isWorking;
    private bool _isDisposed;
    private IndexJobStatus _last = new() { State = IndexJobState.Idle };

    /// <summary>Creates the job, idle.</summary>
    /// <param name="indexer">Gives what indexes, when a run begins: a model that cannot be used is that run's error.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where defects are reported.</param>
    public IndexJob(Func<Indexer> indexer, TimeProvider time, ILogger<IndexJob>? logger = null)
    {
        (_indexer, _time, _logger) = (indexer, time, logger ?? NullLogger<IndexJob>.Instance);
        _signal = new ChangeSignal(ChangeInterval, time, RaiseChanged);
    }

    /// <summary>
    /// Raised after <see cref="Status"/> changed, about five times a second at most and always after the last change, on any thread.
    /// Handlers must be quick.
    /// </summary>
    [SuppressMessage("Design", "CA1003", Justification = "There is nothing to tell but that; the status is read when it is wanted.")]
    public event Action? Changed;

    /// <summary>Where it stands.</summary>
    public IndexJobStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _run is { } run ? _last with { State = run.State, Progress = run.Progress } : _last;
            }
        }
    }

    /// <summary>
    /// Runs as soon as the present run has ended. Requests that wait become one: all of their targets, and failed photos are tried again if
    /// one of them says so. One that may remove photos that are gone stays apart from those that may not.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The job was disposed.</exception>
    public void Start(IndexRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Enqueue(request with { ConfirmRemoval = null });
            if (_isWorking) return;
            _isWorking = true;
            _run = Next();
            _worker = Task.Run(WorkAsync);
            Touch();
        }

        _signal.Set();
    }

    /// <summary>Holds the present run until <see cref="Resume"/>; without a run, nothing.</summary>
    public void Pause() => Tell(run => run.Gate.Pause());

    /// <summary>Lets a paused run go on.</summary>
    public void Resume() => Tell(run => run.Gate.Resume());

    /// <summary>Ends the present run, keeping what is done, and forgets what waits.</summary>
    public void Stop() => Tell(run =>
    {
        _queue.Clear();
        run.Stop.Cancel();
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (_lock) _isDisposed = true;
        Stop();
        await _worker;
        _signal.Dispose();
    }

    private void Tell(Action<Run> change)
    {
        lock (_lock)
        {
            if (_run is null) return;
            change(_run);
            Touch();
        }

        _signal.Set();
    }

    private void Enqueue(IndexRequest request)
    {
        var same = _queue.FindIndex(waiting => waiting.Prune == request.Prune);
        if (same < 0)
        {
            _queue.Add(request);
            return;
        }

        _queue[same] = _queue[same] with
        {
            Targets = [.. _queue[same].Targets.Union(request.Targets)],
            RetryFailed = _queue[same].RetryFailed || request.RetryFailed,
            Taken = request.Taken.Count == 0 ? _queue[same].Taken : _queue[same].Taken.Union(request.Taken).ToHashSet(FilePaths.Comparer),
        };
    }

    private Run? Next()
    {
        if (_queue.Count == 0) return null;
        var request = _queue[0];
        _queue.RemoveAt(0);
        var run = new Run(request, _time);
        run.Gate.Changed += GateChanged;
        return run;
    }

    private async Task WorkAsync()
    {
        for (var run = _run; run is not null;)
        {
            var (report, error) = await RunAsync(run);
            error ??= report?.ModelChange?.Problem;
            lock (_lock)
            {
                run.Stop.Dispose();

                // A piece of a change of models has nothing to tell of the folders.
                var isPiece = run.Request.Targets.Count == 0;
                _last = _last with { LastReport = isPiece ? _last.LastReport : report ?? _last.LastReport, LastError = error, LastEnded = _time.GetUtcNow() };
                if (report?.ModelChange is { IsDone: false, IsFurther: true } && _queue.Count == 0 && !_isDisposed) _queue.Add(new IndexRequest { Targets = [] });
                _run = run = Next();
                _isWorking = run is not null;
                Touch();
            }

            _signal.Set();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits a background run: whatever ends it is told in the status.")]
    private async Task<(IndexReport? Report, string? Error)> RunAsync(Run run)
    {
        try
        {
            return (await RunOnceAsync(run), null);
        }
        catch (OperationCanceledException)
        {
            // Stopped here, or by another process: what waits is forgotten as well.
            lock (_lock) _queue.Clear();
            return (null, null);
        }
        catch (FoveaException e)
        {
            return (null, e.Message);
        }
        catch (Exception e)
        {
            LogDefect(_logger, e);
            return (null, $"Indexing broke off because of a defect: {e.Message} ({e.GetType().Name}). What was done is kept. Start it again, and please report it.");
        }
    }

    // The indexer is asked for again where another model came into use while the run waited for its turn.
    private async Task<IndexReport> RunOnceAsync(Run run)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await _indexer().RunAsync(run.Request with { ChangeLimit = ChangeLimit }, new Reporter(this, run), run.Gate, run.Stop.Token);
            }
            catch (ModelChangedException) when (tries < MostRestarts)
            {
                // Once more, with the model that is in use now.
            }
        }
    }

    private void Report(Run run, IndexProgress progress)
    {
        lock (_lock)
        {
            if (run.Progress == progress) return;
            run.Progress = progress;
            Touch();
        }

        _signal.Set();
    }

    // Another process paused or resumed the run. What this job does to it, it tells itself.
    private void GateChanged()
    {
        if (_lock.IsHeldByCurrentThread) return;
        lock (_lock) Touch();
        _signal.Set();
    }

    private void Touch() => _last = _last with { Revision = _last.Revision + 1 };

    [SuppressMessage("Design", "CA1031", Justification = "A listener's defect must end neither the run nor, on a timer's thread, the process.")]
    private void RaiseChanged()
    {
        try
        {
            Changed?.Invoke();
        }
        catch (Exception e)
        {
            LogDefect(_logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A defect in background indexing")]
    private static partial void LogDefect(ILogger logger, Exception error);

    private sealed class Run(IndexRequest request, TimeProvider time)
    {
        public IndexRequest Request { get; } = request;

        public PauseGate Gate { get; } = new(time);

        public CancellationTokenSource Stop { get; } = new();

        public IndexProgress? Progress { get; set; }

        public IndexJobState State =>
            Stop.IsCancellationRequested ? IndexJobState.Stopping
            : Gate.IsPaused ? IndexJobState.Paused
            : Progress?.Phase switch
            {
                IndexPhase.Waiting => IndexJobState.Waiting,
                IndexPhase.Indexing => IndexJobState.Indexing,
                _ => IndexJobState.Scanning,
            };
    }

    private sealed class Reporter(IndexJob job, Run run) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value) => job.Report(run, value);
    }
}
