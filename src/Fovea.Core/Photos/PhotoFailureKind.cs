namespace Fovea;

/// <summary>Why a file could not become a photo with a vector. The numbers are stored: never change or reuse one.</summary>
public enum PhotoFailureKind
{
    /// <summary>The bytes are damaged or cut off.</summary>
    Corrupt = 1,

    /// <summary>A picture by name, but no picture format that is known by content.</summary>
    UnknownFormat = 2,

    /// <summary>A kind that can run or fetch things (SVG, PDF, PostScript, …): refused on principle.</summary>
    Refused = 3,

    /// <summary>Over a limit: pixels, dimensions, file size or memory.</summary>
    TooLarge = 4,

    /// <summary>Decoding took longer than the limit.</summary>
    TimedOut = 5,

    /// <summary>The file system refused to give the bytes (permissions, input/output error).</summary>
    Unreadable = 6,

    /// <summary>The encoder gave NaN, infinity or zero.</summary>
    NoVector = 7,

    /// <summary>An empty file.</summary>
    Empty = 8,

    /// <summary>The file kept changing while it was read (a copy in progress).</summary>
    Changing = 9,

    /// <summary>The decoder crashed on it, twice.</summary>
    Crashed = 10,
}
