namespace Fovea.Engine.Indexing;

/// <summary>
/// Ends a run that nobody wants any more, because another model was chosen meanwhile: what it would still write is of no use, and a model that is removed must not get its vectors back. Looks once a
/// second, and before every commit.
/// </summary>
internal sealed class RunWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Func<bool>? _isWanted;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private long _last;
    private volatile bool _isGivenUp;

    /// <summary>Watches.</summary>
    /// <param name="isWanted">Whether the run is wanted still; null: it always is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the run for other reasons.</param>
    public RunWatch(Func<bool>? isWanted, TimeProvider time, CancellationToken cancellationToken)
    {
        (_isWanted, _time) = (isWanted, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _last = time.GetTimestamp();
    }

    /// <summary>Stops the run.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether it was found that nobody wants the run.</summary>
    public bool IsGivenUp => _isGivenUp;

    /// <summary>Looks, if it is time to.</summary>
    public void LookNowAndThen()
    {
        if (_time.GetElapsedTime(_last) < Interval) return;
        _last = _time.GetTimestamp();
        MayCommit();
    }

    /// <summary>Whether what is ready may be written.</summary>
    public bool MayCommit()
    {
        if (_isGivenUp) return false;
        if (_isWanted is null || _isWanted()) return true;
        _isGivenUp = true;
        _stop.Cancel();
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();
}
