namespace Fovea.Engine.Pictures;

/// <summary>Why there is no picture of a photo.</summary>
public enum NoPicture
{
    /// <summary>The catalog knows no such photo.</summary>
    Unknown,

    /// <summary>The folder that it lies in cannot be reached now.</summary>
    Offline,

    /// <summary>The file is not there any more.</summary>
    Gone,

    /// <summary>Its path leads out of the folders of the library, or is no file.</summary>
    Refused,

    /// <summary>It cannot be read or decoded.</summary>
    Failed,
}
