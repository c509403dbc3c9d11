using Fovea.Engine.Indexing;
using Fovea.Models;

namespace Fovea.Hosting;

/// <summary>The change of models that the person's choice began, as the indexer goes on with it.</summary>
/// <param name="store">The models.</param>
/// <param name="folder">The model of the indexer.</param>
internal sealed class ModelChange(ModelStore store, string folder) : IModelChange
{
    private string? _next;

    /// <inheritdoc />
    public bool IsInUse => store.IsInUse(folder);

    /// <inheritdoc />
    public bool IsWanted => _next is { } next && store.IsNext(next);

    /// <inheritdoc />
    public IDualEncoder? OpenNext()
    {
        var next = store.Next();
        _next = next?.Folder;
        return next is null ? null : store.Open(next);
    }

    /// <inheritdoc />
    public bool Complete(IDualEncoder next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return _next is not null && store.Complete(_next, next.Space);
    }
}
