namespace Fovea;

/// <summary>The only truth: roots, photos, metadata, failures and vectors.</summary>
/// <remarks>
/// Thread-safe; several processes may have the same catalog open. Readers see the last committed state and never wait for a writer;
/// a writer waits for another one for a while, then fails with <see cref="CatalogException"/>. What a method returned never changes.
/// Paths are compared as the file system compares them: byte for byte on Linux, ignoring Unicode normalisation on macOS and case on
/// Windows. Every method is synchronous because the work is local; every failure of the store is a <see cref="CatalogException"/>.
/// </remarks>
public interface IPhotoCatalog : IDisposable
{
    /// <summary>All roots, by path.</summary>
    IReadOnlyList<LibraryRoot> GetRoots();

    /// <summary>
    /// Adds a root, or returns the one with this path. Roots inside it become part of it: their photos keep id, metadata and vectors.
    /// </summary>
    /// <param name="path">Absolute folder without a trailing separator (except a file system's own root).</param>
    /// <exception cref="ArgumentException">The path is inside a root already there, or is not absolute.</exception>
    LibraryRoot AddRoot(string path);

    /// <summary>Removes a root with its photos and vectors. The files are not touched. An unknown root is no error.</summary>
    void RemoveRoot(RootId root);

    /// <summary>Notes whether a root can be reached; if not, its photos are offline.</summary>
    void SetRootAvailability(RootId root, bool isAvailable);

    /// <summary>Notes that an indexing run over a root has completed.</summary>
    void SetRootIndexed(RootId root, DateTimeOffset completedAt);

    /// <summary>Every file known under a root, in no particular order.</summary>
    /// <param name="root">The root.</param>
    /// <param name="space">The space that <see cref="KnownFile.HasEmbedding"/> speaks of.</param>
    IReadOnlyList<KnownFile> GetKnownFiles(RootId root, EmbeddingSpace space);

    /// <summary>Every file known in one folder of a root, in no particular order. Costs about as much as there are files below the folder.</summary>
    /// <param name="root">The root.</param>
    /// <param name="folder">Path below the root; empty for the root itself.</param>
    /// <param name="isDeep">Whether the folders in it count too.</param>
    /// <param name="space">The space that <see cref="KnownFile.HasEmbedding"/> speaks of.</param>
    IReadOnlyList<KnownFile> GetKnownFilesIn(RootId root, string folder, bool isDeep, EmbeddingSpace space);

    /// <summary>Every photo or failure with these bytes, by id.</summary>
    IReadOnlyList<KnownFile> FindByContent(ContentHash hash, EmbeddingSpace space);

    /// <summary>Commits all changes in one transaction, in order: after a crash all of them are there or none.</summary>
    /// <param name="modelName">The name to remember for the space of the vectors.</param>
    /// <param name="changes">The changes.</param>
    /// <exception cref="ArgumentException">A vector does not fit its space or is not finite; nothing was committed.</exception>
    void Commit(string modelName, IReadOnlyList<CatalogChange> changes);

    /// <summary>The indexed photos that pass a filter, offline ones included.</summary>
    PhotoBitmap Match(PhotoFilter filter);

    /// <summary>
    /// The cells of the indexed photos of a set, by ascending id; what is not an indexed photo (any more) is left out. Reads single rows
    /// when the set is small beside the catalog, else goes through the catalog once. The list may be shared; while nothing is committed, the
    /// cells of all photos are one and the same list.
    /// </summary>
    /// <param name="photos">The set; null: all photos.</param>
    IReadOnlyList<PhotoCell> ReadCells(PhotoBitmap? photos);

    /// <summary>What there is to filter by, from one snapshot.</summary>
    PhotoFacets GetFacets();

    /// <summary>The folders one level below another one that hold indexed photos, by path.</summary>
    /// <param name="parent">
    /// Absolute folder: in, above or below the roots. One that holds nothing gives nothing. Null: the roots themselves, also empty ones.
    /// </param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    IReadOnlyList<FolderCount> GetFolders(string? parent);

    /// <summary>The photos with these ids, in the order of the ids; unknown ids are left out.</summary>
    IReadOnlyList<PhotoRecord> GetPhotos(IReadOnlyList<PhotoId> ids);

    /// <summary>The file with this absolute path, also as a RAW twin; null if it is not known.</summary>
    PhotoRecord? FindByPath(string path);

    /// <summary>Files with a status, by root and path.</summary>
    /// <param name="status">The status.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<PhotoRecord> GetByStatus(PhotoStatus status, int limit);

    /// <summary>Counts for every root.</summary>
    IReadOnlyList<RootCounts> GetCounts();

    /// <summary>The spaces with vectors.</summary>
    IReadOnlyList<SpaceInfo> GetSpaces();

    /// <summary>Removes all vectors of a space. Photos left without any vector stay known and are encoded again by the next run.</summary>
    void RemoveSpace(EmbeddingSpace space);

    /// <summary>
    /// Gives the disk back what was freed inside the store. Takes as long as it takes to copy the store, and other writers wait; readers do not.
    /// </summary>
    /// <returns>False where that cannot be done now, for want of room or because others are at work: the store uses what is free itself then.</returns>
    bool Compact();

    /// <summary>A number that changes whenever the vectors of a space change, also when another process changed them; 0 for an unknown space.</summary>
    long GetSpaceVersion(EmbeddingSpace space);

    /// <summary>Hands every vector of a space to <paramref name="visitor"/>, by ascending id, from one snapshot.</summary>
    /// <returns>The <see cref="GetSpaceVersion"/> of that snapshot.</returns>
    long ReadEmbeddings(EmbeddingSpace space, EmbeddingVisitor visitor, CancellationToken cancellationToken);

    /// <summary>
    /// Hands the vectors that were added or replaced since a version to <paramref name="visitor"/>, by ascending id, and says which went, from
    /// one snapshot. Costs about as much as there are changes.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="since">A <see cref="GetSpaceVersion"/> of this space, as <see cref="ReadEmbeddings"/> or this method returned it.</param>
    /// <param name="known">The photos that had a vector at that version. Not changed.</param>
    /// <param name="visitor">Receives the vectors; a few may be such that are known already.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    EmbeddingChanges ReadEmbeddingChanges(EmbeddingSpace space, long since, PhotoBitmap known, EmbeddingVisitor visitor, CancellationToken cancellationToken);

    /// <summary>One photo's vector; null if it has none in this space.</summary>
    Half[]? FindEmbedding(PhotoId photo, EmbeddingSpace space);

    /// <summary>A remembered setting; null if it was never set.</summary>
    string? GetSetting(string name);

    /// <summary>Remembers a setting; null forgets it.</summary>
    void SetSetting(string name, string? value);

    /// <summary>Remembers settings in one transaction; null forgets one.</summary>
    /// <param name="values">Names and values.</param>
    /// <param name="provided">A setting that must have this value now; otherwise nothing is changed. Null: no condition.</param>
    /// <returns>Whether they were changed.</returns>
    bool SetSettings(IReadOnlyList<KeyValuePair<string, string?>> values, KeyValuePair<string, string?>? provided = null);

    /// <summary>
    /// Takes the right to index: one process at a time. Null when another holds it; <paramref name="holder"/> then says who.
    /// The right ends when the result is disposed or the process dies, however it dies.
    /// </summary>
    IDisposable? TryLockForIndexing(out string? holder);
}
