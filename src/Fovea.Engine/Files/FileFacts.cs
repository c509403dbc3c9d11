namespace Fovea.Engine.Files;

/// <summary>What a Linux file system says of an entry.</summary>
/// <param name="Owner">The number of its owner.</param>
/// <param name="Mode">Type and rights, as in <c>st_mode</c>.</param>
/// <param name="FileSystem">Where it lies.</param>
internal readonly record struct FileFacts(uint Owner, ushort Mode, FileSystemId FileSystem)
{
    /// <summary>A folder, and not a link to one.</summary>
    public bool IsFolder => (Mode & 0xF000) == 0x4000;

    /// <summary>Whether only the owner of an entry may take it out of this folder.</summary>
    public bool IsSticky => (Mode & 0x200) != 0;
}
