namespace Fovea.Engine.Indexing;

/// <summary>A part of an indexing run, in the order that a photo passes.</summary>
public enum Stage
{
    /// <summary>Folders are listed and compared with the catalog.</summary>
    Scan,

    /// <summary>A file is read and hashed.</summary>
    Read,

    /// <summary>A read file waits for a decoder.</summary>
    WaitToDecode,

    /// <summary>A file becomes pixels and a thumbnail.</summary>
    Decode,

    /// <summary>Thumbnails are stored.</summary>
    Store,

    /// <summary>A decoded photo waits for the encoders to take it.</summary>
    WaitToEncode,

    /// <summary>Pixels become vectors.</summary>
    Encode,

    /// <summary>Photos and vectors are written to the catalog.</summary>
    Commit,
}
