namespace Fovea.Engine.Pictures;

/// <summary>
/// Lets all who want the same thing at the same time share one piece of work. It is cancelled when nobody waits for it any more. Thread-safe.
/// </summary>
internal sealed class SharedWork<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Job> _jobs = [];

    /// <summary>Begins the work, or joins it.</summary>
    /// <exception cref="OperationCanceledException">This caller cancelled.</exception>
    public async Task<TResult> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Job? job;
        lock (_lock)
        {
            if (!_jobs.TryGetValue(key, out job))
            {
                _jobs[key] = job = new Job();
                var begun = job;
                job.Task = Task.Run(() => work(begun.Stop.Token), CancellationToken.None);
            }

            job.Waiting++;
        }

        try
        {
            return await job.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, job);
        }
    }

    // A job that ended, or that the last one left, is joined by nobody.
    private void Leave(TKey key, Job job)
    {
        lock (_lock)
        {
            job.Waiting--;
            if (job.Waiting > 0 && !job.Task.IsCompleted) return;
            if (_jobs.TryGetValue(key, out var current) && ReferenceEquals(current, job)) _jobs.Remove(key);
            if (job.Waiting > 0) return;
        }

        if (!job.Task.IsCompleted) job.Stop.Cancel();
        _ = job.EndAsync();
    }

    private sealed class Job
    {
        public CancellationTokenSource Stop { get; } = new();

        public Task<TResult> Task { get; set; } = null!;

        public int Waiting { get; set; }

        /// <summary>Looks at the outcome that nobody else looks at, and gives back what the job holds.</summary>
        public async Task EndAsync()
        {
            await ((Task)Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Stop.Dispose();
        }
    }
}
