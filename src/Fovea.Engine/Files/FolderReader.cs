using System.IO.Enumeration;
using System.Runtime.Versioning;

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

    /// <summary>The entries of a folder, in no particular order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static List<FileEntry> Read(string folder)
    {
        // .NET cannot list a folder whose own name is not text, and shows names that are not text with U+FFFD in them.
        if (OperatingSystem.IsLinux() && PathText.HasInvalidText(folder)) return ReadBytes(folder);

        var entries = new List<FileEntry>();
        foreach (var entry in new FileSystemEnumerable<FileEntry>(folder, (ref FileSystemEntry found) => ToEntry(ref found), Everything))
        {
            if (OperatingSystem.IsLinux() && entry.Name.Contains('\uFFFD', StringComparison.Ordinal)) return ReadBytes(folder);
            entries.Add(entry);
        }

        return entries;
    }

    private static FileEntry ToEntry(ref FileSystemEntry found)
    {
        var name = found.FileName.ToString();
        var attributes = found.Attributes;
        var isLink = (attributes & FileAttributes.ReparsePoint) != 0;
        var isHidden = name.StartsWith('.') || (attributes & FileAttributes.Hidden) != 0; // "system" alone marks folders with an icon of their own
        if (isLink) return ToLink(found.ToFullPath(), name, isHidden);
        var stamp = found.IsDirectory ? default : FileStamps.Of(ref found);
        return new FileEntry(name, found.IsDirectory, IsLink: false, isHidden, stamp);
    }

    private static FileEntry ToLink(string path, string name, bool isHidden)
    {
        // Not every reparse point is a link: OneDrive's placeholders are ordinary files and folders.
        var file = new FileInfo(path);
        var isLink = file.LinkTarget is not null;
        if (Directory.Exists(path)) return new FileEntry(name, IsFolder: true, isLink, isHidden, default);
        if (isLink && (file = FinalTarget(path)) is null) return new FileEntry(name, IsFolder: false, isLink, isHidden, default, IsDangling: true);
        return new FileEntry(name, IsFolder: false, isLink, isHidden, FileStamps.Of(file));
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

    [SupportedOSPlatform("linux")]
    private static List<FileEntry> ReadBytes(string folder)
    {
        var entries = new List<FileEntry>();
        foreach (var (bytes, type) in Posix.ReadNames(folder))
        {
            var name = PathText.FromBytes(bytes);
            var path = FilePaths.Join(folder, name);
            var isHidden = name.StartsWith('.');
            if (!PathText.HasInvalidText(path))
            {
                var info = new FileInfo(path);
                var isFolder = Directory.Exists(path);
                if (info.LinkTarget is not null) entries.Add(ToLink(path, name, isHidden));
                else entries.Add(new FileEntry(name, isFolder, false, isHidden, isFolder ? default : FileStamps.Of(info)));
                continue;
            }

            entries.Add(Stat(path, name, type, isHidden));
        }

        return entries;
    }

    // A name that is not text can only be asked about through an open descriptor.
    [SupportedOSPlatform("linux")]
    private static FileEntry Stat(string path, string name, EntryType type, bool isHidden)
    {
        var real = Posix.RealPath(path);
        var isLink = type == EntryType.Link || (type == EntryType.Unknown && real is not null && Path.GetFileName(real) != name);
        if (isLink && real is null) return new FileEntry(name, IsFolder: false, isLink, isHidden, default, IsDangling: true);
        try
        {
            using var handle = Posix.OpenRead(path);
            var isFolder = (File.GetAttributes(handle) & FileAttributes.Directory) != 0;
            return new FileEntry(name, isFolder, isLink, isHidden, isFolder ? default : FileStamps.Of(handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Listed all the same: reading it will say why it cannot be read.
            return new FileEntry(name, type == EntryType.Folder, isLink, isHidden, default);
        }
    }
}
