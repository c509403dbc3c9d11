using Fovea.Engine.Files;
using Fovea.Engine.Indexing;
using Fovea.Engine.Scanning;

namespace Fovea.Engine.Watching;

/// <summary>The roots that are watched, with the folders below them. Used by one thread at a time.</summary>
internal sealed class WatchedRoots(IPhotoCatalog catalog, IReadOnlyList<string> excluded, IFolderEvents? events, IReadOnlyList<RootId>? chosen)
{
    private readonly Scanner _scanner = new(excluded);
    private Dictionary<string, string> _seen = [];

    /// <summary>How many folders cannot be watched.</summary>
    public int Unwatched { get; private set; }

    /// <summary>Watches all folders of all roots, and gives the roots.</summary>
    public IReadOnlyList<IndexTarget> WatchAll()
    {
        Unwatched = 0;
        var roots = Roots();
        _seen = roots.ToDictionary(root => root.Path, root => Identity(root.Path), StringComparer.Ordinal);
        foreach (var root in roots) WatchBelow(root, string.Empty);
        return roots.ConvertAll(root => new IndexTarget(root));
    }

    /// <summary>Watches folders that came and not those that went, and gives what has to be looked at.</summary>
    public IReadOnlyList<IndexTarget> Follow(Changes changes)
    {
        var roots = Roots();
        foreach (var folder in changes.Left) events?.Forget(folder);
        var targets = new List<IndexTarget>();
        foreach (var (folder, isDeep) in changes.Folders)
        {
            if (IndexTargets.Locate(folder, roots) is not { } target || !_scanner.Enters(target.Root, target.Below)) continue;
            if (isDeep) WatchBelow(target.Root, target.Below);
            targets.Add(target with { IsDeep = isDeep });
        }

        return targets;
    }

    /// <summary>Whether a root came, went, or is another file system than before: a drive was plugged in or pulled out.</summary>
    public bool HaveChanged()
    {
        var now = Roots();
        return now.Count != _seen.Count || now.Exists(root => !_seen.TryGetValue(root.Path, out var before) || before != Identity(root.Path));
    }

    // What is mounted at a path, or nothing. The folder itself may be another one with every drive.
    private static string Identity(string path) =>
        !FilePaths.FolderExists(path) ? string.Empty
        : OperatingSystem.IsLinux() && Posix.Look(FilePaths.Real(path)) is { } facts ? facts.FileSystem.ToString()
        : "there";

    private List<LibraryRoot> Roots() => [.. catalog.GetRoots().Where(root => chosen is null || chosen.Contains(root.Id))];

    private void WatchBelow(LibraryRoot root, string below)
    {
        if (events is null)
        {
            Unwatched++;
            return;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);

        // A folder that is made after its parent was listed and before that was watched is seen in a second look.
        for (var look = 0; look < 2; look++)
        {
            foreach (var folder in _scanner.Scan(root, below, null, CancellationToken.None).Folders)
            {
                if (known.Add(folder) && events.Watch(folder) == WatchOutcome.NoMore) Unwatched++;
            }
        }
    }
}
