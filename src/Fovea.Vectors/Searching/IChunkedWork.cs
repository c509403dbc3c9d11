namespace Fovea.Vectors.Searching;

/// <summary>Work in numbered chunks that may be done in any order and side by side.</summary>
internal interface IChunkedWork
{
    /// <summary>Does a chunk.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="worker">The thread's number among those that share the work: no other has it at the same time.</param>
    void Do(int chunk, int worker);
}
