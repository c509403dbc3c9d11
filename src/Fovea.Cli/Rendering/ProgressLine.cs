using Fovea.Engine.Indexing;

namespace Fovea.Cli.Rendering;

/// <summary>
/// One line on the terminal that is written over, ten times a second at most. Spectre's live display redraws on a timer thread and
/// takes keys; a search that indexes first wants neither.
/// </summary>
internal sealed class ProgressLine : IProgress<IndexProgress>, IDisposable
{
    private const int BarWidth = 24;
    private const string EraseLine = "\r\u001b[2K";
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
            var text = Bar(value) + ProgressDisplay.Describe(value);
            var width = Math.Max(20, Console.WindowWidth - 1);
            Console.Error.Write(EraseLine + (text.Length > width ? text[..width] : text));
        }
    }

    public void Dispose()
    {
        if (_isShown) Console.Error.Write(EraseLine);
    }

    private static string Bar(IndexProgress progress)
    {
        if (progress.Total == 0) return string.Empty;
        var filled = (int)((long)BarWidth * progress.Done / progress.Total);
        return new string('█', filled) + new string('░', BarWidth - filled) + " ";
    }
}
