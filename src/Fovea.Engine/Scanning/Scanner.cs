using Fovea.Engine.Files;

namespace Fovea.Engine.Scanning;

/// <summary>
/// Walks a root and lists its files without opening them, always in the same order. Hidden files and folders are left out. Links are
/// followed unless they lead into the root itself or to a folder that was already walked, so that there are no loops.
/// </summary>
/// <param name="excluded">Absolute folders that are never entered: the program's own data.</param>
public sealed class Scanner(IReadOnlyList<string> excluded)
{
    // Folders that systems keep for themselves, and that hold copies or thumbnails of the photos beside them.
    private static readonly HashSet<string> SystemFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "$RECYCLE.BIN", "System Volume Information", "@eaDir", "#recycle", "lost+found",
    };

    // Not entered from outside. A root below one of them is what a person asked for, and drives are mounted below /run/media.
    private static readonly string[] PseudoFileSystems = OperatingSystem.IsLinux() ? ["/proc", "/sys", "/dev", "/run"] : [];
    private const string Drives = "/run/media";

    // The coarsest times that a file system keeps (FAT): a folder emptied right after a run must not look untouched.
    private static readonly TimeSpan CoarsestTime = TimeSpan.FromSeconds(2);

    private readonly List<string> _excluded = [.. excluded.Select(FilePaths.Real)];

    /// <summary>Lists the files under a root, or under one of its folders.</summary>
    /// <param name="root">The root.</param>
    /// <param name="below">Path below the root to start from; empty for all of it.</param>
    /// <param name="found">Told now and then how many files were found so far.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    public ScanResult Scan(LibraryRoot root, string below, Action<int>? found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(below);

        var realRoot = FilePaths.Real(root.Path);
        var walk = new Walk(root, realRoot);
        var start = FilePaths.Join(root.Path, below);
        walk.Folders.Push((start, FilePaths.Join(realRoot, below)));
        var isFirst = true;
        var isEmpty = false;
        while (walk.Folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<FileEntry> entries;
            try
            {
                entries = FolderReader.Read(folder.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (isFirst) return new ScanResult(IsAvailable: false, IsEmpty: false, [], [new ScanIssue(folder.Path, Reason(e))], []);
                walk.Issues.Add(new ScanIssue(folder.Path, Reason(e)));
                continue;
            }

            if (isFirst) isEmpty = entries.Count == 0;
            isFirst = false;
            if (entries.Count == 0 && IsUntouched(folder.Real, root.LastIndexed)) walk.Bare.Add(folder.Path);
            Enter(walk, folder.Path, folder.Real, entries);
            found?.Invoke(walk.Files.Count);
        }

        return new ScanResult(IsAvailable: true, isEmpty, walk.Files, walk.Issues, walk.Bare);
    }

    private void Enter(Walk walk, string path, string real, List<FileEntry> entries)
    {
        var visible = entries.Where(entry => !entry.IsHidden).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        foreach (var entry in visible.Where(entry => entry.IsDangling))
        {
            walk.Issues.Add(new ScanIssue(FilePaths.Join(path, entry.Name), "it is a link, and what it leads to is not there"));
        }

        foreach (var entry in visible.Where(entry => entry.IsFolder).Reverse())
        {
            var child = FilePaths.Join(path, entry.Name);
            var realChild = entry.IsLink ? FilePaths.Real(child) : FilePaths.Join(real, entry.Name);
            if (SystemFolders.Contains(entry.Name) || IsExcluded(realChild, walk.RealRoot)) continue;
            if (entry.IsLink && FilePaths.IsAtOrBelow(realChild, walk.RealRoot)) continue;
            if (walk.Visited.Add(realChild)) walk.Folders.Push((child, realChild));
        }

        // A link to a file under the root would give the same photo twice.
        var files = visible.Where(entry => !entry.IsFolder && !entry.IsDangling
            && (!entry.IsLink || !FilePaths.IsAtOrBelow(FilePaths.Real(FilePaths.Join(path, entry.Name)), walk.RealRoot))).ToList();
        var below = FilePaths.Below(path, walk.Root.Path);
        var twins = RawTwins.Find(files.Select(file => file.Name));
        var companions = twins.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (companions.Contains(file.Name)) continue;
            var companion = twins.TryGetValue(file.Name, out var raw) ? FilePaths.Join(below, raw) : null;
            walk.Files.Add(new ScannedFile(walk.Root.Id, FilePaths.Join(below, file.Name), companion, file.Stamp));
        }
    }

    private bool IsExcluded(string folder, string root) =>
        _excluded.Exists(excluded => FilePaths.IsAtOrBelow(folder, excluded))
        || (PseudoFileSystems.Any(system => FilePaths.IsAtOrBelow(folder, system) && !FilePaths.IsAtOrBelow(root, system))
            && !FilePaths.IsAtOrBelow(folder, Drives));

    // To take something out of a folder is to write to it.
    private static bool IsUntouched(string folder, DateTimeOffset? since)
    {
        try
        {
            return since is null || Directory.GetLastWriteTimeUtc(folder) < since.Value.UtcDateTime - CoarsestTime;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return true;
        }
    }

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "no permission to read it",
        DirectoryNotFoundException or FileNotFoundException => "it is not there",
        _ => error.Message,
    };

    private sealed class Walk(LibraryRoot root, string realRoot)
    {
        public LibraryRoot Root { get; } = root;

        public string RealRoot { get; } = realRoot;

        public Stack<(string Path, string Real)> Folders { get; } = [];

        public HashSet<string> Visited { get; } = new(FilePaths.Comparer) { realRoot };

        public List<ScannedFile> Files { get; } = [];

        public List<ScanIssue> Issues { get; } = [];

        public List<string> Bare { get; } = [];
    }
}
