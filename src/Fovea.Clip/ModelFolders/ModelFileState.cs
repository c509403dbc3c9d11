namespace Fovea.Clip;

/// <summary>What a full check found of one file.</summary>
public enum ModelFileState
{
    /// <summary>Size and SHA-256 are those of the manifest.</summary>
    Matches,

    /// <summary>The manifest names it and it does not exist.</summary>
    Missing,

    /// <summary>The size differs from the manifest's.</summary>
    WrongSize,

    /// <summary>The SHA-256 differs from the manifest's.</summary>
    WrongHash,

    /// <summary>It could not be read.</summary>
    Unreadable,

    /// <summary>It lies in the folder and the manifest does not name it.</summary>
    Unlisted,
}
