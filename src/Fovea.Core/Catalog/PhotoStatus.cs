namespace Fovea;

/// <summary>What the catalog knows of a file. The numbers are stored: never change or reuse one.</summary>
public enum PhotoStatus
{
    /// <summary>A photo with at least one vector.</summary>
    Indexed = 1,

    /// <summary>A photo that could not be decoded or encoded; kept with the reason.</summary>
    Failed = 2,

    /// <summary>Not a photo; remembered so that it is not opened again.</summary>
    NotAPhoto = 3,
}
