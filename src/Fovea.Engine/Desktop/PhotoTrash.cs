namespace Fovea.Engine.Desktop;

/// <summary>
/// Moves photos to the system's trash, each with its RAW twin, and brings them back. A photo leaves the catalog once its file has moved;
/// when it comes back it has its vectors at once, under a new id.
/// </summary>
/// <remarks>
/// Thread-safe; one operation at a time. The row is read, and its path checked against its root, at the moment of moving. Nothing is
/// deleted or copied, and nothing is overwritten by an undo. Linux: the Trash specification 1.0 of freedesktop.org; macOS: the Trash;
/// Windows: the Recycle Bin, from which only a person can restore.
/// </remarks>
public sealed class PhotoTrash
{
    private readonly Lock _gate = new();
    private readonly TrashHistory _history = new();
    private readonly IPhotoCatalog _catalog;
    private readonly ISystemTrash _trash;

    /// <summary>The trash of this system and user.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="time">The clock, for the time of deletion that a trash shows.</param>
    public PhotoTrash(IPhotoCatalog catalog, TimeProvider time)
        : this(catalog, CreateTrash(time))
    {
    }

    internal PhotoTrash(IPhotoCatalog catalog, ISystemTrash trash)
    {
        _catalog = catalog;
        _trash = trash;
    }

    /// <summary>Moves photos to the trash. What cannot be moved is reported; the rest goes on.</summary>
    /// <exception cref="CatalogException">The catalog could not be written; the photos were moved back.</exception>
    public TrashReport Trash(IReadOnlyList<PhotoId> photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        lock (_gate)
        {
            var moved = new List<TrashedPhoto>();
            var failures = new List<PhotoProblem>();
            try
            {
                var roots = _catalog.GetRoots();
                var spaces = _catalog.GetSpaces();
                foreach (var id in photos.Distinct()) Move(id, roots, spaces, moved, failures);
                _catalog.Commit(string.Empty, moved.ConvertAll(photo => (CatalogChange)new CatalogChange.Removed(photo.Record.Id)));
            }
            catch (CatalogException)
            {
                foreach (var photo in moved) TryPutBack([photo.File, photo.Companion]);
                throw;
            }

            return new TrashReport(moved.Count > 0 && _trash.CanRestore ? _history.Add(moved) : null, moved.Count, failures);
        }
    }

    /// <summary>Moves photos back to where they were. What cannot come back is reported and stays in the trash; the rest goes on.</summary>
    /// <param name="token">What <see cref="Trash"/> returned.</param>
    /// <exception cref="LibraryException">It is not remembered (any more).</exception>
    /// <exception cref="CatalogException">The catalog could not be written. The photos are back; the next indexing run finds them.</exception>
    public TrashReport Undo(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        lock (_gate)
        {
            var photos = _history.Take(token)
                ?? throw new LibraryException(string.Empty, "This can no longer be undone here. The photos are in the system's trash: restore them with the file manager.");
            var back = new List<TrashedPhoto>();
            var stay = new List<TrashedPhoto>();
            var failures = new List<PhotoProblem>();
            foreach (var photo in photos)
            {
                if (Restore(photo.Record, photo.File, failures))
                {
                    var hasCompanion = photo.Companion is not null && Restore(photo.Record, photo.Companion, failures);
                    back.Add(hasCompanion ? photo : photo with { Record = photo.Record with { Companion = null } });
                }
                else
                {
                    stay.Add(photo);
                }
            }

            var undo = stay.Count > 0 ? _history.Add(stay, token) : null;
            TrashedRows.Recover(_catalog, back);
            return new TrashReport(undo, back.Count, failures);
        }
    }

    private static ISystemTrash CreateTrash(TimeProvider time) =>
        OperatingSystem.IsWindows() ? new WindowsRecycleBin()
        : OperatingSystem.IsMacOS() ? new MacTrash(UserFolders.Home(Environment.GetEnvironmentVariable))
        : OperatingSystem.IsLinux() ? new FreedesktopTrash(TrashPlaces.Create(Environment.GetEnvironmentVariable), time)
        : throw new PlatformNotSupportedException("Fovea knows the trash of Linux, macOS and Windows.");

    private void Move(PhotoId id, IReadOnlyList<LibraryRoot> roots, IReadOnlyList<SpaceInfo> spaces, List<TrashedPhoto> moved, List<PhotoProblem> failures)
    {
        if (_catalog.GetPhotos([id]) is not [var record])
        {
            failures.Add(new PhotoProblem(id, string.Empty, PhotoFiles.Unknown));
            return;
        }

        var vectors = spaces.Select(space => (space, Vector: _catalog.FindEmbedding(id, space.Space)))
            .Where(pair => pair.Vector is not null).Select(pair => (pair.space, pair.Vector!)).ToList();
        var path = record.Path;
        TrashedFile? companion = null;
        try
        {
            var file = PhotoFiles.Locate(record, path, roots);
            companion = MoveCompanion(record, roots, ref path);
            path = record.Path;
            moved.Add(new TrashedPhoto(record, vectors, _trash.Move(file), companion));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryPutBack([companion]);
            failures.Add(new PhotoProblem(id, path, PhotoFiles.Explain(e)));
        }
    }

    // The twin goes first: where it cannot, the photo stays with it.
    private TrashedFile? MoveCompanion(PhotoRecord record, IReadOnlyList<LibraryRoot> roots, ref string path)
    {
        if (record.Companion is null) return null;
        try
        {
            path = record.Companion;
            return _trash.Move(PhotoFiles.Locate(record, record.Companion, roots));
        }
        catch (FileNotFoundException)
        {
            return null; // gone since the last run
        }
    }

    private bool Restore(PhotoRecord record, TrashedFile file, List<PhotoProblem> failures)
    {
        try
        {
            _trash.Restore(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Add(new PhotoProblem(record.Id, file.From, PhotoFiles.Explain(e)));
            return false;
        }
    }

    private void TryPutBack(IEnumerable<TrashedFile?> files)
    {
        foreach (var file in files.OfType<TrashedFile>())
        {
            try
            {
                if (_trash.CanRestore) _trash.Restore(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It stays in the trash, where a person finds it; the error that led here is the one to report.
            }
        }
    }
}
