using Fovea.Catalog.Queries;
using Fovea.Catalog.Storage;
using Fovea.Catalog.Writing;

namespace Fovea.Catalog;

/// <summary>The catalog in a SQLite file, catalog.db in the data folder.</summary>
/// <remarks>
/// Thread-safe. Writers take turns, and wait up to 10 s for another process; every reader has a connection and a snapshot of its own.
/// A change of a photo that is not there (any more) is passed over; a photo under a root that is not there is a
/// <see cref="CatalogException"/>. After <see cref="Dispose"/> no file is held open.
/// </remarks>
public sealed class SqlitePhotoCatalog : IPhotoCatalog
{
    private readonly CatalogStore _store;
    private readonly RecentAnswers _recent;
    private readonly IndexingLock _indexing;
    private readonly PathRules _rules = PathRules.Current;

    private SqlitePhotoCatalog(string dataFolder, TimeProvider time, CatalogOptions options)
    {
        _store = new CatalogStore(Path.Combine(dataFolder, FileName), options);
        _recent = new RecentAnswers(_store);
        _indexing = new IndexingLock(dataFolder, time);
    }

    /// <summary>The file's name in the data folder: "catalog.db".</summary>
    public static string FileName => "catalog.db";

    /// <summary>Opens the catalog in a data folder. A folder or file that is not there is created, for its owner alone.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="time">The clock, for the time since when another process indexes.</param>
    /// <exception cref="CatalogException">The file is not a catalog, is newer, is damaged, or cannot be written. It was not touched.</exception>
    public static SqlitePhotoCatalog Open(string dataFolder, TimeProvider time) => Open(dataFolder, time, new CatalogOptions());

    /// <inheritdoc />
    public IReadOnlyList<LibraryRoot> GetRoots() => _store.Read(RootQueries.All);

    /// <inheritdoc />
    public LibraryRoot AddRoot(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var absolute = AbsolutePath.Require(path, nameof(path));
        return _store.Write(connection => RootTable.Add(connection, _rules, absolute));
    }

    /// <inheritdoc />
    public void RemoveRoot(RootId root) => _store.Write(connection => RootTable.Remove(connection, root));

    /// <inheritdoc />
    public void SetRootAvailability(RootId root, bool isAvailable) =>
        _store.Write(connection => RootTable.SetAvailability(connection, root, isAvailable));

    /// <inheritdoc />
    public void SetRootIndexed(RootId root, DateTimeOffset completedAt) =>
        _store.Write(connection => RootTable.SetIndexed(connection, root, completedAt));

    /// <inheritdoc />
    public IReadOnlyList<KnownFile> GetKnownFiles(RootId root, EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return _store.Read(connection => KnownFileQueries.UnderRoot(connection, root, space));
    }

    /// <inheritdoc />
    public IReadOnlyList<KnownFile> GetKnownFilesIn(RootId root, string folder, bool isDeep, EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(space);
        var prefix = folder.Length == 0 ? [] : _rules.PrefixOf(_rules.Key(folder));
        return _store.Read(connection => KnownFileQueries.InFolder(connection, root, prefix, isDeep ? null : _rules.Separator, space));
    }

    /// <inheritdoc />
    public IReadOnlyList<KnownFile> FindByContent(ContentHash hash, EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return _store.Read(connection => KnownFileQueries.WithContent(connection, hash, space));
    }

    /// <inheritdoc />
    public void Commit(string modelName, IReadOnlyList<CatalogChange> changes)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        ArgumentNullException.ThrowIfNull(changes);
        ChangeValidator.Validate(changes);
        if (changes.Count == 0) return;
        _store.Write(connection => new ChangeWriter(connection, _store.Path, _rules, modelName).Write(changes));
    }

    /// <inheritdoc />
    public PhotoBitmap Match(PhotoFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _store.Read(connection => FilterQueries.Match(connection, _rules, filter));
    }

    /// <inheritdoc />
    public IReadOnlyList<PhotoCell> ReadCells(PhotoBitmap? photos)
    {
        const string Cells = "cells";
        if (photos is not null && _recent.TryGet<PhotoCell[]>(Cells) is { } known) return CellQueries.Choose(known, photos);
        return photos is not null && _store.Read(connection => CellQueries.TryReadFew(connection, photos)) is { } few
            ? few
            : CellQueries.Choose(_recent.Get(Cells, CellQueries.All), photos);
    }

    /// <inheritdoc />
    public PhotoFacets GetFacets() => _recent.Get("facets", FacetQueries.All);

    /// <inheritdoc />
    public IReadOnlyList<FolderCount> GetFolders(string? parent)
    {
        var absolute = parent is null ? null : AbsolutePath.Require(parent, nameof(parent));
        return absolute is null
            ? _recent.Get("roots", FolderQueries.Roots)
            : _recent.Get("folders:" + absolute, connection => FolderQueries.Below(connection, _rules, absolute));
    }

    /// <inheritdoc />
    public IReadOnlyList<PhotoRecord> GetPhotos(IReadOnlyList<PhotoId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _store.Read(connection => PhotoQueries.ByIds(connection, _rules, ids));
    }

    /// <inheritdoc />
    public PhotoRecord? FindByPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return AbsolutePath.Normalise(path) is { } absolute
            ? _store.Read(connection => PhotoQueries.ByPath(connection, _rules, absolute))
            : null;
    }

    /// <inheritdoc />
    public IReadOnlyList<PhotoRecord> GetByStatus(PhotoStatus status, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _store.Read(connection => PhotoQueries.ByStatus(connection, _rules, status, limit));
    }

    /// <inheritdoc />
    public IReadOnlyList<RootCounts> GetCounts() => _recent.Get("counts", RootQueries.Counts);

    /// <inheritdoc />
    public IReadOnlyList<SpaceInfo> GetSpaces() => _store.Read(SpaceQueries.WithVectors);

    /// <inheritdoc />
    public void RemoveSpace(EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        _store.Write(connection => SpaceTable.Remove(connection, space));
    }

    /// <inheritdoc />
    public bool Compact() => _store.TryCompact();

    /// <inheritdoc />
    public long GetSpaceVersion(EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return _store.Read(connection => SpaceQueries.Version(connection, space));
    }

    /// <inheritdoc />
    public long ReadEmbeddings(EmbeddingSpace space, EmbeddingVisitor visitor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(visitor);
        cancellationToken.ThrowIfCancellationRequested();
        return _store.Read(connection => SpaceQueries.ReadAll(connection, _store.Path, space, visitor, cancellationToken));
    }

    /// <inheritdoc />
    public EmbeddingChanges ReadEmbeddingChanges(EmbeddingSpace space, long since, PhotoBitmap known, EmbeddingVisitor visitor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(visitor);
        cancellationToken.ThrowIfCancellationRequested();
        return _store.Read(connection => SpaceQueries.ReadChanges(connection, _store.Path, space, since, known, visitor, cancellationToken));
    }

    /// <inheritdoc />
    public Half[]? FindEmbedding(PhotoId photo, EmbeddingSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return _store.Read(connection => SpaceQueries.Find(connection, _store.Path, photo, space));
    }

    /// <inheritdoc />
    public string? GetSetting(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _store.Read(connection => SettingQueries.Find(connection, name));
    }

    /// <inheritdoc />
    public void SetSetting(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        _store.Write(connection => SettingQueries.Store(connection, name, value));
    }

    /// <inheritdoc />
    public bool SetSettings(IReadOnlyList<KeyValuePair<string, string?>> values, KeyValuePair<string, string?>? provided = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return _store.Write(connection =>
        {
            if (provided is { } condition && SettingQueries.Find(connection, condition.Key) != condition.Value) return false;
            foreach (var (name, value) in values) SettingQueries.Store(connection, name, value);
            return true;
        });
    }

    /// <inheritdoc />
    public IDisposable? TryLockForIndexing(out string? holder) => _indexing.TryTake(out holder);

    /// <inheritdoc />
    public void Dispose() => _store.Dispose();

    internal static SqlitePhotoCatalog Open(string dataFolder, TimeProvider time, CatalogOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        ArgumentNullException.ThrowIfNull(time);
        return new SqlitePhotoCatalog(Path.GetFullPath(dataFolder), time, options);
    }
}
