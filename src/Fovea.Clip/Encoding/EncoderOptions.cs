using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>How the towers run.</summary>
public sealed class EncoderOptions
{
    /// <summary>Threads that compute one text, and one batch of pictures where there is one lane. Default: one for each processor.</summary>
    public int IntraOpThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Batches of pictures that are computed side by side, each on one thread: two batches on two threads are up to a fifth faster than one
    /// batch on two. A call takes all lanes that are free and shares its pictures out among them. Default: one for each processor.
    /// </summary>
    public int Lanes { get; init; } = Environment.ProcessorCount;

    /// <summary>Pictures or texts in a full batch, where the graph leaves the number open. Default 8, where throughput levels off on CPUs.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>
    /// What computes the pictures. Default: the processor, which also stands in for a device that cannot be used, and computes the texts: one text is
    /// not worth the way.
    /// </summary>
    public ComputeDevice Device { get; init; }

    /// <summary>Whether the graph runs as it is written, with every optimisation off: slow, and the measure of the others.</summary>
    internal bool IsReference { get; init; }

    /// <summary>The same on the processor.</summary>
    internal EncoderOptions OnProcessor => Device == ComputeDevice.Cpu ? this : new EncoderOptions { IntraOpThreads = IntraOpThreads, Lanes = Lanes, BatchSize = BatchSize };

    /// <summary>What ONNX Runtime may change in a published graph.</summary>
    internal GraphOptimizationLevel Level => IsReference ? GraphOptimizationLevel.ORT_DISABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_ALL;
}
