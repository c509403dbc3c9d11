using Fovea.Engine.Indexing;

namespace Fovea.Cli.Rendering;

/// <summary>
/// One line on the terminal that is written over, ten times a second at most. Spectre's live display redraws on a timer thread and
/// takes keys; a search that indexes first wants neither.
/// </summary>
internal sealed class ProgressLine : IProgress<IndexProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private long _last;
    private bool _isShown;

    public void Report(IndexProgress value)
    {
        lock (_lock)
        {
            var isDone = value.Total > 0 && value.Done == value.Total;
            if (_isShown && !isDone && TimeProvider.System.GetElapsedTime(_last) < Interval) return;
            _last = TimeProvider.System.GetTimestamp();
            _isShown = true;

            // A line that fills the last column would wrap, and the next one could not be written over it.
            Terminal.SayPart(Terminal.EraseLine + ProgressDisplay.Draw(value, Terminal.Width - 1));
        }
    }

    /// <summary>Leaves an empty line where the progress was.</summary>
    public void Hide()
    {
        lock (_lock)
        {
            if (_isShown) Terminal.SayPart(Terminal.EraseLine);
            _isShown = false;
        }
    }

    public void Dispose() => Hide();
}
