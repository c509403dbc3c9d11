namespace Fovea.Clip;

/// <summary>How the towers run.</summary>
public sealed class EncoderOptions
{
    /// <summary>Threads that compute one batch. Default: one for each processor.</summary>
    public int IntraOpThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Pictures or texts in a full batch, where the graph leaves the number open. Default 8, where throughput levels off on CPUs.</summary>
    public int BatchSize { get; init; } = 8;
}
