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

    [Fact]
    public void Remove_CopyOfTheModelInUse_KeepsItsVectors()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = Store(catalog);
        var space = Fill(catalog, store, "starter");
        ModelCopies.Copy(_folder["home", "models", "twin"]);

        store.Remove("twin");

        Assert.False(Directory.Exists(_folder["home", "models", "twin"]));
        Assert.Equal(1, Embeddings(catalog, space));
    }

    [Fact]
    public void Remove_FolderOfAModelThatIsHereToo_IsRefused()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = Store(catalog);
        var space = Fill(catalog, store, "starter");
        var folder = ModelCopies.Copy(_folder["stick"]);

        var error = Assert.Throws<ModelException>(() => store.Remove(folder));

        Assert.StartsWith($"The vectors of {folder} are those of the model starter, which is here too", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Embeddings(catalog, space));
    }

    [Theory]
    [InlineData("starter")]
    [InlineData("other")]
    public void Remove_FolderThatIsNoModel_DropsNothing(string name)
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = Store(catalog);
        var space = Fill(catalog, store, "starter");
        Directory.CreateDirectory(_folder["empty", name]);

        Assert.Throws<ModelException>(() => store.Remove(_folder["empty", name]));

        Assert.Equal(1, Embeddings(catalog, space));
    }

    [Fact]
    public void Remove_ModelInUseThatAloneHasVectors_IsRefused()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = Store(catalog);
        var space = Fill(catalog, store, Other());
        store.Use(_folder["other"]);

        Assert.Contains("'fovea models use starter' encodes the photos with it", Assert.Throws<ModelException>(() => store.Remove(_folder["other"])).Message, StringComparison.Ordinal);

        Assert.Equal(1, Embeddings(catalog, space));
        Fill(catalog, store, "starter");
        store.Remove(_folder["other"]);
        Assert.Equal(0, Embeddings(catalog, space));
        Assert.True(store.Resolve(null).IsStarter);
    }

    [Fact]
    public void Remove_ModelWhoseFolderIsGone_DropsItsVectors()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder["home"], TimeProvider.System);
        var store = Store(catalog);
        var space = Fill(catalog, store, Other());
        Directory.Delete(_folder["other"], recursive: true);

        store.Remove("other");

        Assert.Equal(0, Embeddings(catalog, space));
        Assert.Throws<ModelException>(() => store.Remove("other"));
    }

    private string Other()
    {
        var folder = ModelCopies.Copy(_folder["other"]);
        ModelCopies.FlipBit(Path.Combine(folder, "visual", "model.onnx"), new FileInfo(Path.Combine(folder, "visual", "model.onnx")).Length / 2);
        return folder;
    }

    private ModelStore Store(SqlitePhotoCatalog catalog) => new(catalog, new ModelStoreOptions { ModelsFolder = _folder["home", "models"], StarterFolder = ModelCopies.Starter });

    private EmbeddingSpace Fill(SqlitePhotoCatalog catalog, ModelStore store, string model)
    {
        using var opened = store.Open(store.Resolve(model));
        var root = catalog.GetRoots() is [var first, ..] ? first : catalog.AddRoot(_folder.Path);
        catalog.Commit(opened.Name, [Photo(root.Id, $"{Path.GetFileName(model)}.png", opened.Space)]);
        return opened.Space;
    }

    private static long Embeddings(SqlitePhotoCatalog catalog, EmbeddingSpace space) => catalog.GetSpaces().FirstOrDefault(one => one.Space == space)?.Embeddings ?? 0;

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
