using Fovea.Engine.Indexing;
using Fovea.Models;

namespace Fovea.Hosting;

/// <summary>The change of models that the person's choice began, as the indexer goes on with it.</summary>
internal sealed class ModelChange(ModelStore store) : IModelChange
{
    private string? _folder;

    /// <inheritdoc />
    public IDualEncoder? OpenNext()
    {
        var next = store.Next();
        _folder = next?.Folder;
        return next is null ? null : store.Open(next);
    }

    /// <inheritdoc />
    public bool Complete(IDualEncoder next) => _folder is not null && store.Complete(_folder);
}
