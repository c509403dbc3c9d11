namespace Fovea.Engine.Indexing;

/// <summary>
/// A change to another model that is under way: the model in use goes on answering while the photos get vectors of the next one, and is replaced
/// when the next one has all that it has.
/// </summary>
/// <remarks>Used by whoever has the right to index, so by one thread of one process at a time. What is noted survives the process.</remarks>
public interface IModelChange
{
    /// <summary>Whether the model of the indexer that this belongs to is still the one in use.</summary>
    bool IsInUse { get; }

    /// <summary>Whether the change that <see cref="OpenNext"/> began is wanted still: no other model was chosen meanwhile.</summary>
    bool IsWanted { get; }

    /// <summary>Opens the next model; null: no change is under way. The caller disposes it.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    IDualEncoder? OpenNext();

    /// <summary>Puts the next model in use, unless the person chose another one meanwhile. One atomic step: before it everyone uses the old model, after it the new one.</summary>
    /// <returns>Whether it is in use now.</returns>
    bool Complete(IDualEncoder next);
}
