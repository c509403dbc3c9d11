namespace Fovea.Clip;

/// <summary>
/// How many inputs go into each run. Few different shapes keep ONNX Runtime's arena from growing: a graph with a fixed batch is always
/// filled up to it; one with an open batch runs full batches and, for the rest, the smallest power of two that holds it.
/// </summary>
/// <param name="fixedBatch">What the graph demands, if anything.</param>
/// <param name="preferred">The full batch otherwise.</param>
internal readonly struct BatchPlan(int? fixedBatch, int preferred)
{
    /// <summary>Inputs in a full run.</summary>
    public int Full { get; } = fixedBatch ?? preferred;

    /// <summary>Rows of the run that takes <paramref name="count"/> inputs, 1 to <see cref="Full"/>; rows over are padding.</summary>
    public int Rows(int count) => fixedBatch is { } rows ? rows : Math.Min(Full, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
}
