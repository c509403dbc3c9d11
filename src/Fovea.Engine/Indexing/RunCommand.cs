namespace Fovea.Engine.Indexing;

/// <summary>What another process may want of a run.</summary>
public enum RunCommand
{
    /// <summary>To hold until it is told to go on.</summary>
    Pause,

    /// <summary>To go on.</summary>
    Resume,

    /// <summary>To end, keeping what is done.</summary>
    Stop,
}
