namespace Fovea.Engine.Indexing;

/// <summary>Where the time of a run went.</summary>
public sealed record IndexStatistics
{
    /// <summary>Photos decoded at once.</summary>
    public required int Decoders { get; init; }

    /// <summary>Batches encoded at once.</summary>
    public required int Encoders { get; init; }

    /// <summary>Pixels of the photos that were decoded, as they are stored.</summary>
    public required long Pixels { get; init; }

    /// <summary>All stages, in the order that a photo passes.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }
}
