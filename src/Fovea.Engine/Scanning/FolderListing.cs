using Fovea.Engine.Files;

namespace Fovea.Engine.Scanning;

/// <summary>What one folder holds, sorted out as far as that needs no other folder. Hidden entries are left out.</summary>
internal sealed class FolderListing
{
    // One list a thread: folders may be large, and there are many.
    [ThreadStatic]
    private static List<FileEntry>? _entries;

    /// <summary>Whether it holds nothing at all, hidden or not.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Its folders, by name.</summary>
    public List<FileEntry> Folders { get; } = [];

    /// <summary>Its files, by name, each with its RAW twin.</summary>
    public List<ScannedFile> Files { get; } = [];

    /// <summary>Names of links that lead nowhere now.</summary>
    public List<string> Dangling { get; } = [];

    /// <summary>Lists a folder.</summary>
    /// <param name="root">The root that it belongs to.</param>
    /// <param name="path">The folder.</param>
    /// <param name="realRoot">The root without links: a link to a file below it would give the same photo twice.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static FolderListing Read(LibraryRoot root, string path, string realRoot)
    {
        var below = FilePaths.Below(path, root.Path);
        var entries = _entries ??= [];
        entries.Clear();
        FolderReader.Read(path, FilePaths.Join(below, "x")[..^1], entries);
        entries.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var listing = new FolderListing { IsEmpty = entries.Count == 0 };
        foreach (var entry in entries.Where(entry => !entry.IsHidden))
        {
            if (entry.IsDangling) listing.Dangling.Add(entry.Name.ToString());
            else if (entry.IsFolder) listing.Folders.Add(entry);
        }

        var photos = entries.FindAll(entry => !entry.IsHidden && !UnfinishedNames.Has(entry.Name) && !entry.IsFolder && !entry.IsDangling && (!entry.IsLink || !FilePaths.IsAtOrBelow(FilePaths.Real(FilePaths.Join(path, entry.Name.ToString())), realRoot)));
        if (photos.Exists(file => RawExtensions.IsRaw(file.Name))) listing.AddWithTwins(root.Id, below, photos);
        else listing.Files.AddRange(photos.Select(file => new ScannedFile(root.Id, file.Path, null, file.Stamp)));
        return listing;
    }

    private void AddWithTwins(RootId root, string below, List<FileEntry> files)
    {
        var twins = RawTwins.Find(files.Select(file => file.Name.ToString()));
        var companions = twins.Values.ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = file.Name.ToString();
            if (companions.Contains(name)) continue;
            var companion = twins.TryGetValue(name, out var raw) ? FilePaths.Join(below, raw) : null;
            Files.Add(new ScannedFile(root, file.Path, companion, file.Stamp));
        }
    }
}
