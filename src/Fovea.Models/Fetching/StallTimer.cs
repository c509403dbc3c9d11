namespace Fovea.Models;

/// <summary>Breaks a transfer off that hardly moves: fewer than 4 KB within the limit, so that a byte now and then does not keep it alive.</summary>
internal sealed class StallTimer : IDisposable
{
    private const int Progress = 4096;

    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _limit;
    private long _bytes;

    public StallTimer(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _limit = limit;
        _stalled = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellationToken);
    }

    public CancellationToken Token => _either.Token;

    public bool IsStalled => _stalled.IsCancellationRequested;

    public void Add(int bytes)
    {
        _bytes += bytes;
        if (_bytes < Progress) return;
        _bytes = 0;
        _stalled.CancelAfter(_limit);
    }

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
