namespace Fovea.Engine.Watching;

/// <summary>What became of the wish to watch a folder.</summary>
internal enum WatchOutcome
{
    /// <summary>It is watched.</summary>
    Watched,

    /// <summary>It is not there, or may not be read.</summary>
    NotThere,

    /// <summary>The system watches no more folders.</summary>
    NoMore,
}
