using System.Globalization;
using Fovea.Engine.Indexing;

namespace Fovea.Engine.Watching;

/// <summary>Keeps the library up to date as its folders change: looks at what changed, and now and then at everything.</summary>
/// <remarks>
/// A file is looked at when its writer has closed it, or it was moved in, and nothing more happened for a moment. One that a program still has
/// open for writing is left until it is closed. Drives that go and come back are noticed within seconds.
/// </remarks>
/// <param name="catalog">The catalog.</param>
/// <param name="excludedFolders">Absolute folders that are never watched: the program's own data.</param>
/// <param name="index">Brings targets up to date; null from it: in the background, and what became of it is told elsewhere.</param>
/// <param name="say">Told what a person should know.</param>
/// <param name="time">The clock.</param>
public sealed class LibraryWatcher(
    IPhotoCatalog catalog, IReadOnlyList<string> excludedFolders, Func<IndexRequest, CancellationToken, Task<IndexReport?>> index, Action<string> say, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UsualRescan = TimeSpan.FromHours(1);
    private static readonly TimeSpan RescanOfUnwatched = TimeSpan.FromMinutes(5);

    private readonly ChangeSet _changes = new(time);
    private readonly Postponed _postponed = new(time);

    /// <summary>Where events come from. Default (null): the system.</summary>
    internal Func<Action<FolderEvent>, IFolderEvents?>? Source { get; init; }

    /// <summary>Watches until it is cancelled. Everything is looked at once at the start.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ModelException">There is work, and the model cannot be used.</exception>
    public async Task RunAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var events = Begin();
        var roots = new WatchedRoots(catalog, excludedFolders, events, options.Roots);
        var limit = new List<string>();
        var rescanned = time.GetTimestamp();
        _changes.Add(new FolderEvent(FolderEventKind.Lost, string.Empty));
        while (true)
        {
            var changes = await NextAsync(events, roots, () => time.GetElapsedTime(rescanned) >= (options.Rescan ?? (roots.Unwatched > 0 ? RescanOfUnwatched : UsualRescan)), cancellationToken);
            if (changes.IsLost) rescanned = time.GetTimestamp();
            var targets = changes.IsLost ? roots.WatchAll() : roots.Follow(changes);
            TellLimit(roots, events, limit, options);
            if (targets.Count == 0) continue;
            await IndexAsync(changes, new IndexRequest { Targets = targets, Taken = changes.Taken }, cancellationToken);
        }
    }

    private IFolderEvents? Begin()
    {
        if (Source is not null) return Source(_changes.Add);
        if (!OperatingSystem.IsLinux()) return new SystemEvents(_changes.Add);
        if (InotifyEvents.Start(_changes.Add) is { } events) return events;
        say("This user watches as many things as the system allows (fs.inotify.max_user_instances): the folders are looked at every five minutes instead.");
        return null;
    }

    // A burst is waited for, but not for ever.
    private async Task<Changes> NextAsync(IFolderEvents? events, WatchedRoots roots, Func<bool> isRescanDue, CancellationToken cancellationToken)
    {
        var quiet = events?.Quiet ?? TimeSpan.Zero;
        while (true)
        {
            var age = _changes.Age;
            if (age is { } ages && (ages.Last >= quiet || ages.First >= LongestWait + quiet)) return _changes.Take();
            if (age is null) await WaitAsync(Look, _changes.Some, cancellationToken);
            else await Task.Delay(quiet - age.Value.Last, time, cancellationToken);
            _changes.Again(_postponed.Due());
            if (isRescanDue() || roots.HaveChanged()) _changes.Add(new FolderEvent(FolderEventKind.Lost, string.Empty));
        }
    }

    private async Task WaitAsync(TimeSpan longest, Task until, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(longest, time, waiting.Token);
        await Task.WhenAny(delay, until);
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task IndexAsync(Changes changes, IndexRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var report = await index(request, cancellationToken);
            var unfinished = report?.Failures.Where(failure => failure.Failure.Kind == PhotoFailureKind.Changing).Select(failure => Path.GetDirectoryName(failure.Path)!);
            _postponed.Set(unfinished ?? []);
        }
        catch (FoveaException e) when (e is not ModelException)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"{e.Message} It is tried again in {AfterError.TotalSeconds:N0} seconds."));
            await Task.Delay(AfterError, time, cancellationToken);
            _changes.Again(changes);
        }
    }

    private void TellLimit(WatchedRoots roots, IFolderEvents? events, List<string> told, WatchOptions options)
    {
        if (roots.Unwatched == 0 || events is null || told.Count > 0) return;
        told.Add(events.LimitAdvice);
        var interval = options.Rescan ?? RescanOfUnwatched;
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"{roots.Unwatched:N0} folders cannot be watched, and are looked at every {interval.TotalMinutes:0.#} minutes instead: {events.LimitAdvice}."));
    }
}
