using Fovea.Engine.Files;

namespace Fovea.Engine.Scanning;

/// <summary>
/// Walks a root and lists its files without opening them, always in the same order. Hidden files and folders are left out. Links are
/// followed unless they lead into the root itself or to a folder that was already walked, so that there are no loops.
/// </summary>
/// <param name="excluded">Absolute folders that are never entered: the program's own data.</param>
public sealed class Scanner(IReadOnlyList<string> excluded)
{
    // So many folders are read at once on all processors; more would be read in vain when the walk is stopped.
    private const int ReadAhead = 32;

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
    public ScanResult Scan(LibraryRoot root, string below, Action<int>? found, CancellationToken cancellationToken) =>
        Scan(root, below, isDeep: true, found, cancellationToken);

    /// <summary>Lists the files under a root, or under one of its folders, or in that folder alone.</summary>
    /// <param name="root">The root.</param>
    /// <param name="below">Path below the root to start from; empty for the root itself.</param>
    /// <param name="isDeep">Whether the folders in it are entered.</param>
    /// <param name="found">Told now and then how many files were found so far.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    public ScanResult Scan(LibraryRoot root, string below, bool isDeep, Action<int>? found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(below);

        var realRoot = FilePaths.Real(root.Path);
        var walk = new Walk(root, realRoot);
        walk.Pending.Push(new PendingFolder(FilePaths.Join(root.Path, below), FilePaths.Join(realRoot, below)));
        var isFirst = true;
        var isEmpty = false;
        while (walk.Pending.TryPeek(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!folder.IsRead) ReadSome(walk, cancellationToken);
            walk.Pending.Pop();
            if (folder.Listing is not { } listing)
            {
                var issue = new ScanIssue(folder.Path, Reason(folder.Error!));
                if (isFirst) return new ScanResult(IsAvailable: false, IsEmpty: false, [], [issue], [], []);
                walk.Issues.Add(issue);
                continue;
            }

            if (isFirst) isEmpty = listing.IsEmpty;
            isFirst = false;
            if (listing.IsEmpty && IsUntouched(folder.Real, root.LastIndexed)) walk.Bare.Add(folder.Path);
            Enter(walk, folder, listing, isDeep);
            found?.Invoke(walk.Files.Count);
        }

        return new ScanResult(IsAvailable: true, isEmpty, walk.Files, walk.Issues, walk.Bare, walk.Folders);
    }

    /// <summary>Whether a walk of the root would enter a folder, or would have while it was there.</summary>
    /// <param name="root">The root.</param>
    /// <param name="below">Path below the root.</param>
    internal bool Enters(LibraryRoot root, string below)
    {
        var names = below.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        return !names.Any(name => name.StartsWith('.') || SystemFolders.Contains(name))
            && !IsExcluded(FilePaths.Real(FilePaths.Join(root.Path, below)), FilePaths.Real(root.Path));
    }

    // The folders that come next, all at once: on a disk of its own every processor has something to do, and a share answers several questions meanwhile.
    private static void ReadSome(Walk walk, CancellationToken cancellationToken)
    {
        var next = walk.Pending.Take(ReadAhead).Where(folder => !folder.IsRead).ToList();
        if (next.Count == 1) next[0].Read(walk.Root, walk.RealRoot);
        else Parallel.ForEach(next, new ParallelOptions { CancellationToken = cancellationToken }, folder => folder.Read(walk.Root, walk.RealRoot));
    }

    private void Enter(Walk walk, PendingFolder folder, FolderListing listing, bool isDeep)
    {
        walk.Folders.Add(folder.Path);
        walk.Files.AddRange(listing.Files);
        if (!isDeep) return;
        walk.Issues.AddRange(listing.Dangling.Select(name => new ScanIssue(FilePaths.Join(folder.Path, name), "it is a link, and what it leads to is not there")));
        foreach (var entry in listing.Folders.AsEnumerable().Reverse())
        {
            var name = entry.Name.ToString();
            var child = FilePaths.Join(folder.Path, name);
            var realChild = entry.IsLink ? FilePaths.Real(child) : FilePaths.Join(folder.Real, name);
            if (SystemFolders.Contains(name) || IsExcluded(realChild, walk.RealRoot)) continue;
            if (entry.IsLink && FilePaths.IsAtOrBelow(realChild, walk.RealRoot)) continue;
            if (walk.Visited.Add(realChild)) walk.Pending.Push(new PendingFolder(child, realChild));
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

        public Stack<PendingFolder> Pending { get; } = [];

        public HashSet<string> Visited { get; } = new(FilePaths.Comparer) { realRoot };

        public List<ScannedFile> Files { get; } = [];

        public List<string> Folders { get; } = [];

        public List<ScanIssue> Issues { get; } = [];

        public List<string> Bare { get; } = [];
    }
}
