namespace Fovea.Engine.Files;

/// <summary>One entry of a folder.</summary>
/// <param name="Path">What the reader was told to begin paths with, and the entry's name, without loss.</param>
/// <param name="NameAt">Where the name begins in it: a library is hundreds of thousands of names, and one text each is enough.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a symbolic link or junction.</param>
/// <param name="IsHidden">Hidden by a leading dot or by its attributes.</param>
/// <param name="Stamp">Size and modification time (of the link's target); meaningless for folders.</param>
/// <param name="IsDangling">Whether it is a link whose target is not there now (an unplugged drive, a circle of links).</param>
internal readonly record struct FileEntry(string Path, int NameAt, bool IsFolder, bool IsLink, bool IsHidden, FileStamp Stamp, bool IsDangling = false)
{
    /// <summary>Its name.</summary>
    public ReadOnlySpan<char> Name => Path.AsSpan(NameAt);
}
