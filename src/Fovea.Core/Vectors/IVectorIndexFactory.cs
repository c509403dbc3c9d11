namespace Fovea;

/// <summary>Starts building an index for one embedding space.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IVectorIndexFactory
{
    /// <summary>A new builder.</summary>
    /// <param name="space">The space of the vectors to come.</param>
    /// <param name="capacity">How many vectors are expected: a hint.</param>
    IVectorIndexBuilder CreateBuilder(EmbeddingSpace space, int capacity);
}
