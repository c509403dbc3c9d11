namespace Fovea.Engine.Indexing;

/// <summary>Where a background job stands.</summary>
public sealed record IndexJobStatus
{
    /// <summary>What it is doing.</summary>
    public required IndexJobState State { get; init; }

    /// <summary>Where the present run stands; null when there is none, or it has not said yet.</summary>
    public IndexProgress? Progress { get; init; }

    /// <summary>What the last run did that came to its end; null before the first.</summary>
    public IndexReport? LastReport { get; init; }

    /// <summary>Why the last run broke off; null if it did not, also when it was stopped.</summary>
    public string? LastError { get; init; }

    /// <summary>When the last run ended, however it ended.</summary>
    public DateTimeOffset? LastEnded { get; init; }

    /// <summary>Greater in every later status that differs.</summary>
    public long Revision { get; init; }
}
