namespace Fovea.Engine.Indexing;

/// <summary>What a run is doing.</summary>
public enum IndexPhase
{
    /// <summary>Another process is indexing; waiting for it.</summary>
    Waiting,

    /// <summary>Listing files.</summary>
    Scanning,

    /// <summary>Reading, decoding and encoding photos.</summary>
    Indexing,
}
