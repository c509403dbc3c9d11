using Fovea.Catalog;
using Fovea.Engine.Indexing;
using Fovea.Engine.Searching;
using Fovea.Imaging;
using Fovea.Testing;
using Fovea.Vectors;

namespace Fovea.Engine.Tests;

/// <summary>A real catalog, decoder and index over real files in a fresh folder; only the encoder is a fake whose meaning is colour.</summary>
internal sealed class TestLibrary : IDisposable
{
    private readonly TempFolder _folder = new();

    public TestLibrary(FakeDualEncoder? encoder = null)
    {
        Encoder = encoder ?? new FakeDualEncoder();
        Decoder = new CountingDecoder(new MagickPhotoDecoder(new DecodeLimits()));
        Directory.CreateDirectory(Photos);
        Catalog = SqlitePhotoCatalog.Open(Home, TimeProvider.System);
        Thumbnails = new FileThumbnailStore(Home, TimeProvider.System);
        Library = new Library(Catalog, Thumbnails, Home);
    }

    public string Home => _folder["home"];

    public string Photos => _folder["photos"];

    public FakeDualEncoder Encoder { get; }

    public CountingDecoder Decoder { get; }

    public IPhotoCatalog Catalog { get; }

    public IThumbnailStore Thumbnails { get; }

    public Library Library { get; }

    public string this[string relativePath] => Path.Combine(Photos, relativePath);

    public string Outside(string name) => _folder[name];

    /// <summary>Writes a picture of one colour. Pictures with different notes have different bytes.</summary>
    public string Add(string relativePath, string colour = "red", string note = "")
    {
        (byte, byte, byte) rgb = colour switch { "red" => (220, 20, 20), "green" => (20, 200, 20), "blue" => (20, 20, 220), _ => (240, 240, 240) };
        return _folder.Write(Path.Combine("photos", relativePath), TestPicture.Solid(rgb.Item1, rgb.Item2, rgb.Item3, note: note));
    }

    public Task<IndexReport> IndexAsync(bool prune = false, bool retryFailed = false, Func<LibraryRoot, int, int, bool>? confirm = null, IndexTarget? target = null) =>
        CreateIndexer().RunAsync(
            new IndexRequest
            {
                Targets = target is not null ? [target] : [Library.Add(Photos)],
                Prune = prune,
                RetryFailed = retryFailed,
                ConfirmRemoval = confirm,
            },
            null,
            TestContext.Current.CancellationToken);

    public Indexer CreateIndexer(IndexerOptions? options = null, FakeDualEncoder? model = null, IPhotoCatalog? catalog = null) =>
        new(catalog ?? Catalog, Decoder, Thumbnails, model ?? Encoder, options ?? new IndexerOptions { ExcludedFolders = [Home] }, TimeProvider.System);

    /// <summary>Indexes with another model, or with a catalog that stands before the real one.</summary>
    public Task<IndexReport> IndexWithAsync(FakeDualEncoder? model = null, IPhotoCatalog? catalog = null, IndexerOptions? options = null, IProgress<IndexProgress>? progress = null) =>
        CreateIndexer(options, model, catalog).RunAsync(new IndexRequest { Targets = [Library.Add(Photos)] }, progress, TestContext.Current.CancellationToken);

    /// <summary>The photo at a path below the photos; fails where there is none.</summary>
    public PhotoRecord Photo(string relativePath) => Catalog.FindByPath(this[relativePath]) ?? throw new InvalidOperationException($"{relativePath} is not known.");

    public bool HasVector(string relativePath, FakeDualEncoder? model = null) =>
        Catalog.FindEmbedding(Photo(relativePath).Id, (model ?? Encoder).Space) is not null;

    public IReadOnlyList<string> Search(string text, int limit = 20, IReadOnlyList<string>? folders = null) =>
        [.. Find(text, limit, folders).Results.Select(result => result.Photo.Path)];

    public SearchPage Find(string text, int limit = 20, IReadOnlyList<string>? folders = null)
    {
        using var searcher = new Searcher(Catalog, new SegmentIndexFactory(), Decoder, Encoder, TimeProvider.System);
        return searcher.Search(new SearchRequest { Text = text, Limit = limit, Folders = folders ?? [] }, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Catalog.Dispose();
        Encoder.Dispose();
        _folder.Dispose();
    }
}
