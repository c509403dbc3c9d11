namespace Fovea.Engine.Files;

/// <summary>What a folder says of an entry: <c>d_type</c> of Linux's <c>struct dirent</c>. Other values are files of some sort.</summary>
internal enum EntryType : byte
{
    /// <summary>The file system does not say.</summary>
    Unknown = 0,

    /// <summary>A folder.</summary>
    Folder = 4,

    /// <summary>A symbolic link.</summary>
    Link = 10,
}
