namespace Fovea.Cli.Rendering;

/// <summary>What is being done, on standard error: a line that is written over on a terminal, lines of their own elsewhere.</summary>
/// <param name="isQuiet">Whether nothing is shown.</param>
internal sealed class WorkLine(bool isQuiet) : IDisposable
{
    private const string EraseLine = "\r\u001b[2K";
    private bool _isShown;

    public void Show(string what)
    {
        if (isQuiet) return;
        if (!Terminal.CanAsk)
        {
            Terminal.Say(what);
            return;
        }

        Terminal.SayPart(EraseLine + (what.Length < Terminal.Width ? what : what[..(Terminal.Width - 1)]));
        _isShown = true;
    }

    /// <summary>Leaves an empty line where it was.</summary>
    public void Hide()
    {
        if (_isShown) Terminal.SayPart(EraseLine);
        _isShown = false;
    }

    public void Dispose() => Hide();
}
