using System.Globalization;
using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>How far a model is, on standard error: a line that is written over on a terminal, and a line for each tenth elsewhere.</summary>
/// <param name="isQuiet">Whether only what went wrong is shown.</param>
internal sealed class FetchLine(bool isQuiet) : IProgress<FetchProgress>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = TimeProvider.System.GetTimestamp();
    private long _first = -1;
    private long _last;
    private long _tenth = -1;
    private bool _isShown;

    public void Report(FetchProgress value)
    {
        if (value.Note is { } note)
        {
            Hide();
            Terminal.Say(note);
            return;
        }

        if (isQuiet) return;
        if (_first < 0) _first = value.Done;
        if (!Terminal.CanAsk)
        {
            var tenth = value.Total > 0 ? value.Done * 10 / value.Total : 0;
            if (tenth <= _tenth) return;
            _tenth = tenth;
            Terminal.Say(Draw(value));
            return;
        }

        if (_isShown && TimeProvider.System.GetElapsedTime(_last) < Interval) return;
        _last = TimeProvider.System.GetTimestamp();
        _isShown = true;
        var text = Draw(value);
        Terminal.SayPart(Terminal.EraseLine + (text.Length < Terminal.Width ? text : text[..(Terminal.Width - 1)]));
    }

    public void Dispose() => Hide();

    private void Hide()
    {
        if (_isShown) Terminal.SayPart(Terminal.EraseLine);
        _isShown = false;
    }

    private string Draw(FetchProgress value)
    {
        var seconds = TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
        var rate = seconds > 0.5 ? (value.Done - _first) / seconds : 0;
        var share = value.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {value.Total / 1e6:N0} MB ({Math.Min(1, (double)value.Done / value.Total):P0})") : " MB";
        var speed = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rate / 1e6:N1} MB/s") : "";
        var left = rate > 0 && value.Total > value.Done ? string.Create(CultureInfo.InvariantCulture, $", {Duration(TimeSpan.FromSeconds((value.Total - value.Done) / rate))} left") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{value.Done / 1e6:N0}{share}{speed}{left}  {value.File}");
    }

    private static string Duration(TimeSpan left) =>
        left.TotalHours < 1 ? left.ToString("m\\:ss", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss}");
}
