namespace Fovea.Engine.Watching;

/// <summary>What happens in a watched folder.</summary>
internal enum FolderEventKind
{
    /// <summary>A file was completed, moved in, or changed otherwise.</summary>
    File,

    /// <summary>A folder was made or moved in.</summary>
    Folder,

    /// <summary>A file was deleted or moved away.</summary>
    FileTaken,

    /// <summary>A folder was deleted or moved away, with all that was in it.</summary>
    FolderTaken,

    /// <summary>A watched folder is not to be seen any more: it was taken away from outside, or its drive was.</summary>
    FolderLost,

    /// <summary>Events were lost: nothing is known of what happened.</summary>
    Lost,
}
