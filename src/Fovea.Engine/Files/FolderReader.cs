using System.IO.Enumeration;

namespace Fovea.Engine.Files;

/// <summary>Lists one folder, whatever its names are made of.</summary>
internal static class FolderReader
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <summary>Adds the entries of a folder, in no particular order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What the entries' paths begin with.</param>
    /// <param name="entries">Where to.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static void Read(string folder, string prefix, List<FileEntry> entries)
    {
        // .NET cannot list a folder whose own name is not text, shows names that are not text with U+FFFD in them, and takes twice as long.
        if (OperatingSystem.IsLinux()) Posix.ReadFolder(folder, prefix, entries);
        else entries.AddRange(new FileSystemEnumerable<FileEntry>(folder, (ref FileSystemEntry found) => ToEntry(ref found, prefix), Everything));
    }

    private static FileEntry ToEntry(ref FileSystemEntry found, string prefix)
    {
        var path = string.Concat(prefix, found.FileName);
        var attributes = found.Attributes;
        var isLink = (attributes & FileAttributes.ReparsePoint) != 0;
        var isHidden = found.FileName.StartsWith('.') || (attributes & FileAttributes.Hidden) != 0; // "system" alone marks folders with an icon of their own
        if (isLink) return ToLink(found.ToFullPath(), path, prefix.Length, isHidden);
        var stamp = found.IsDirectory ? default : FileStamps.Of(ref found);
        return new FileEntry(path, prefix.Length, found.IsDirectory, IsLink: false, isHidden, stamp);
    }

    private static FileEntry ToLink(string full, string path, int nameAt, bool isHidden)
    {
        // Not every reparse point is a link: OneDrive's placeholders are ordinary files and folders.
        var file = new FileInfo(full);
        var isLink = file.LinkTarget is not null;
        if (Directory.Exists(full)) return new FileEntry(path, nameAt, IsFolder: true, isLink, isHidden, default);
        if (isLink && (file = FinalTarget(full)) is null) return new FileEntry(path, nameAt, IsFolder: false, isLink, isHidden, default, IsDangling: true);
        return new FileEntry(path, nameAt, IsFolder: false, isLink, isHidden, FileStamps.Of(file));
    }

    // File.Exists is true of a link that leads nowhere.
    private static FileInfo? FinalTarget(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && new FileInfo(target.FullName) is { Exists: true } file ? file : null;
        }
        catch (IOException)
        {
            return null; // a circle
        }
    }
}
