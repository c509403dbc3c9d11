namespace Fovea.Engine.Indexing;

/// <summary>Where a run stands.</summary>
public sealed record IndexProgress
{
    /// <summary>What it is doing.</summary>
    public required IndexPhase Phase { get; init; }

    /// <summary>Who is indexing, while waiting.</summary>
    public string? Holder { get; init; }

    /// <summary>The model that the photos get vectors of while another one is in use; null: the model in use.</summary>
    public string? NextModel { get; init; }

    /// <summary>Files listed so far.</summary>
    public int Scanned { get; init; }

    /// <summary>Files with work to do.</summary>
    public int Total { get; init; }

    /// <summary>Files whose work is finished; it is committed within <see cref="IndexerOptions.CommitInterval"/>.</summary>
    public int Done { get; init; }

    /// <summary>Failures so far.</summary>
    public int Failed { get; init; }

    /// <summary>Files a second, over the last ten seconds of work.</summary>
    public double Rate { get; init; }

    /// <summary>Millions of pixels decoded a second, as many as the photos have in their files, over the last ten seconds of work.</summary>
    public double MegapixelsPerSecond { get; init; }

    /// <summary>Whether the run takes its time because the machine is on battery.</summary>
    public bool IsSlowedByBattery { get; init; }

    /// <summary>Estimated time left; null while there is no rate.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds((Total - Done) / Rate) : null;
}
