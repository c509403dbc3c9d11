using Fovea.Catalog;

namespace Fovea.Models.Tests;

public sealed class ModelStoreRemoveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Remove_Model_DropsItsVectorsAndNoOthers()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = new ModelStore(catalog, new ModelStoreOptions { ModelsFolder = _folder["home", "models"], StarterFolder = ModelCopies.Starter });
        var other = ModelCopies.Copy(_folder["other"]);
        ModelCopies.FlipBit(Path.Combine(other, "visual", "model.onnx"), new FileInfo(Path.Combine(other, "visual", "model.onnx")).Length / 2);
        using var starter = store.Open(store.Resolve(null));
        using var model = store.Open(store.Resolve(other));
        var root = catalog.AddRoot(_folder.Path);
        catalog.Commit(starter.Name, [Photo(root.Id, "a.png", starter.Space)]);
        catalog.Commit(model.Name, [Photo(root.Id, "b.png", model.Space)]);

        store.Remove(other);

        Assert.Equal([starter.Space], catalog.GetSpaces().Where(space => space.Embeddings > 0).Select(space => space.Space));
    }

    private static CatalogChange.Indexed Photo(RootId root, string path, EmbeddingSpace space)
    {
        var vector = new Half[space.Dimensions];
        vector[0] = Half.One;
        return new CatalogChange.Indexed
        {
            Root = root,
            Path = path,
            Companion = null,
            Stamp = new FileStamp(1, 1),
            Hash = new ContentHash(path[0]),
            Metadata = new PhotoMetadata { Format = PhotoFormat.Png, Width = 1, Height = 1 },
            Space = space,
            Vector = vector,
        };
    }
}
