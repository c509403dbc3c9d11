namespace Fovea.Engine.Indexing;

/// <summary>What a background job is doing.</summary>
public enum IndexJobState
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>Another process is indexing; waiting for it.</summary>
    Waiting,

    /// <summary>Listing files.</summary>
    Scanning,

    /// <summary>Reading, decoding and encoding photos.</summary>
    Indexing,

    /// <summary>Held until it is told to go on. What was ready is committed; nobody else can index meanwhile.</summary>
    Paused,

    /// <summary>Finishing what was begun, to end before everything is done.</summary>
    Stopping,
}
