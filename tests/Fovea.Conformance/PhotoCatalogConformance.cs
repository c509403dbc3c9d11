using System.Runtime.CompilerServices;
using Fovea.Testing;
using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

/// <summary>What every <see cref="IPhotoCatalog"/> must do. Derive it, and say how the catalog is opened.</summary>
public abstract partial class PhotoCatalogConformance : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<IPhotoCatalog> _opened = [];
    private IPhotoCatalog? _catalog;

    /// <summary>The catalog under test, empty at first.</summary>
    protected IPhotoCatalog Catalog => _catalog ??= OpenAnother();

    /// <summary>Paths of the platform: '/' for the separator.</summary>
    protected static string Native(string path) => OperatingSystem.IsWindows()
        ? (path.StartsWith('/') ? "C:" : "") + path.Replace('/', '\\')
        : path;

    /// <summary>Opens the catalog that is stored in a folder; the first time it is created.</summary>
    protected abstract IPhotoCatalog Open(string folder);

    /// <summary>The same catalog once more, as another process would have it.</summary>
    protected IPhotoCatalog OpenAnother()
    {
        var catalog = Open(_folder.Path);
        _opened.Add(catalog);
        return catalog;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var catalog in _opened) catalog.Dispose();
        _folder.Dispose();
    }

    private RootId Root([CallerMemberName] string name = "") => Catalog.AddRoot(Native($"/photos/{name}")).Id;

    private void Commit(params CatalogChange[] changes) => Catalog.Commit(Model, changes);

    private PhotoId Add(CatalogChange.Indexed photo)
    {
        Commit(photo);
        return Known(photo.Root, photo.Path)!.Id;
    }

    private KnownFile? Known(RootId root, string path, EmbeddingSpace? space = null) =>
        Catalog.GetKnownFiles(root, space ?? Space).SingleOrDefault(file => file.Path == path);

    private PhotoRecord? Record(PhotoId id) => Catalog.GetPhotos([id]).SingleOrDefault();

    private Dictionary<PhotoId, Half[]> Vectors(EmbeddingSpace space)
    {
        var vectors = new Dictionary<PhotoId, Half[]>();
        Catalog.ReadEmbeddings(space, (id, vector) => vectors.Add(id, vector.ToArray()), TestContext.Current.CancellationToken);
        return vectors;
    }

    private long[] Matching(PhotoFilter filter, params PhotoId[] candidates)
    {
        var bitmap = Catalog.Match(filter);
        Assert.Equal(candidates.Count(bitmap.Contains), bitmap.Count);
        return [.. candidates.Where(bitmap.Contains).Select(id => id.Value)];
    }
}
