using System.Globalization;

namespace Fovea.Engine.Indexing;

/// <summary>
/// Lets other processes pause, resume and stop the run that holds the right to index: a run writes its number into the catalog, and looks
/// four times a second for a command with that number. A run that was killed leaves a number and perhaps a command behind; the next run
/// has another number, so nothing old is ever obeyed.
/// </summary>
public sealed class RunControl : IAsyncDisposable
{
    private const string RunSetting = "index.run";
    private const string CommandSetting = "index.command";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly IPhotoCatalog _catalog;
    private readonly PauseGate _pause;
    private readonly TimeProvider _time;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    private RunControl(IPhotoCatalog catalog, PauseGate pause, TimeProvider time, CancellationToken cancellationToken)
    {
        (_catalog, _pause, _time) = (catalog, pause, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _catalog.SetSetting(RunSetting, _run);
        _watching = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>Cancelled when the run shall end.</summary>
    internal CancellationToken Token => _stop.Token;

    /// <summary>Tells the run that is in progress, in whatever process of this data folder.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="command">What to tell it.</param>
    /// <param name="holder">Who indexes, in words for people.</param>
    /// <returns>Whether there is a run. It obeys within a second.</returns>
    public static bool TryTell(IPhotoCatalog catalog, RunCommand command, out string? holder)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        using var right = catalog.TryLockForIndexing(out holder);
        if (right is not null || catalog.GetSetting(RunSetting) is not { } run) return false;

        // Different every time: the same command twice, with another one from the page in between, is two commands.
        catalog.SetSetting(CommandSetting, string.Create(CultureInfo.InvariantCulture, $"{run} {Guid.NewGuid():N} {command}"));
        return true;
    }

    /// <summary>No longer listens, and takes its number out of the catalog.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
        _stop.Dispose();
        try
        {
            _catalog.SetSetting(RunSetting, null);
        }
        catch (CatalogException)
        {
            // Whatever ended the run is what to report; a number without a run does no harm.
        }
    }

    internal static RunControl Begin(IPhotoCatalog catalog, PauseGate pause, TimeProvider time, CancellationToken cancellationToken) => new(catalog, pause, time, cancellationToken);

    private async Task WatchAsync()
    {
        string? obeyed = null;
        while (true)
        {
            await Task.Delay(Interval, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested) return;
            try
            {
                var told = _catalog.GetSetting(CommandSetting);
                if (told == obeyed) continue;
                obeyed = told;
                if (told?.Split(' ') is [var run, _, var command] && run == _run) await ObeyAsync(command);
            }
            catch (CatalogException)
            {
                // The run meets the same error, and reports it.
            }
        }
    }

    private async Task ObeyAsync(string command)
    {
        switch (command)
        {
            case nameof(RunCommand.Pause):
                _pause.Pause();
                break;
            case nameof(RunCommand.Resume):
                _pause.Resume();
                break;
            case nameof(RunCommand.Stop):
                await _stop.CancelAsync();
                break;
        }
    }
}
