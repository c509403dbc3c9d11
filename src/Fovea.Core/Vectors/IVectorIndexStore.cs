namespace Fovea;

/// <summary>Keeps indexes between processes, so that a search need not read every vector of the catalog first. What it keeps may be deleted at any time.</summary>
/// <remarks>
/// Thread-safe, also between processes: one of them saves at a time, the others go on with what they have. An index that was opened stays whole whatever
/// becomes of its files, or says by a <see cref="VectorIndexException"/> that it is not: it never gives another answer.
/// </remarks>
public interface IVectorIndexStore
{
    /// <summary>The index of a space as it was last saved; null if there is none that can be used.</summary>
    /// <param name="space">The space.</param>
    /// <param name="stamp">What it was saved with: an index that was saved with another stamp is not used.</param>
    StoredIndex? Open(EmbeddingSpace space, string stamp);

    /// <summary>
    /// Saves an index in the place of the one before. What is saved already is not written again; where there is much to put together, that is done.
    /// </summary>
    /// <param name="index">An index of the kind that this store knows.</param>
    /// <param name="stamp">A new name for this saving, which the catalog remembers.</param>
    /// <param name="version">The version that the index holds.</param>
    /// <returns>What was saved: the index, or a tidier one with the same vectors; null if it could not be saved, which is no error.</returns>
    IVectorIndex? Save(IVectorIndex index, string stamp, long version);

    /// <summary>Removes what is saved of a space.</summary>
    void Discard(EmbeddingSpace space);
}
