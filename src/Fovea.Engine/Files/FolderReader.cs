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
        var isHidden = name.StartsWith('.') || (attributes & (FileAttributes.Hidden | FileAttributes.System)) != 0;
        if (isLink) return ToLink(found.ToFullPath(), name, isHidden);
        var stamp = found.IsDirectory ? default : new FileStamp(found.Length, found.LastWriteTimeUtc.UtcTicks);
        return new FileEntry(name, found.IsDirectory, IsLink: false, isHidden, stamp);
    }

    private static FileEntry ToLink(string path, string name, bool isHidden)
    {
        // Not every reparse point is a link: OneDrive's placeholders are ordinary files and folders.
        var file = new FileInfo(path);
        var isLink = file.LinkTarget is not null;
        if (Directory.Exists(path)) return new FileEntry(name, IsFolder: true, isLink, isHidden, default);
        if (isLink && (file = FinalTarget(path)) is null) return new FileEntry(name, IsFolder: false, isLink, isHidden, default, IsDangling: true);
        return new FileEntry(name, IsFolder: false, isLink, isHidden, new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks));
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
        foreach (var bytes in Posix.ReadNames(folder))
        {
            var name = PathText.FromBytes(bytes);
            var path = FilePaths.Join(folder, name);
            var isHidden = name.StartsWith('.');
            if (!PathText.HasInvalidText(path))
            {
                var info = new FileInfo(path);
                var isFolder = Directory.Exists(path);
                if (info.LinkTarget is not null) entries.Add(ToLink(path, name, isHidden));
                else entries.Add(new FileEntry(name, isFolder, false, isHidden, isFolder ? default : new FileStamp(info.Length, info.LastWriteTimeUtc.Ticks)));
                continue;
            }

            entries.Add(Stat(path, name, isHidden));
        }

        return entries;
    }

    // A name that is not text can only be asked about through an open descriptor.
    [SupportedOSPlatform("linux")]
    private static FileEntry Stat(string path, string name, bool isHidden)
    {
        var real = Posix.RealPath(path);
        try
        {
            using var handle = Posix.OpenRead(path);
            var isFolder = (File.GetAttributes(handle) & FileAttributes.Directory) != 0;
            var stamp = isFolder ? default : new FileStamp(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks);
            return new FileEntry(name, isFolder, !string.Equals(real, path, StringComparison.Ordinal), isHidden, stamp);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Listed all the same: reading it will say why it cannot be read.
            return new FileEntry(name, IsFolder: false, IsLink: false, isHidden, default);
        }
    }
}
