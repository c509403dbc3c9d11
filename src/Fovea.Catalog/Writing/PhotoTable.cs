using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Writing;

/// <summary>Writes rows of photos.</summary>
internal sealed class PhotoTable(CatalogConnection connection, PathRules rules)
{
    // What belongs to the bytes rather than to the place of a file: copied with a copy.
    private const string ContentColumns =
        """
        hash, status, is_searchable, failure_kind, failure_reason, what, format, width, height, taken, taken_offset, taken_source,
        camera_make, camera_model, lens, latitude, longitude, altitude, rating, colour
        """;

    private const string ContentValues =
        "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27";

    private const string PlaceColumns = "root_id, path, path_key, companion, companion_key, size, modified, is_missing";

    private const string PlaceValues = "?1, ?2, ?3, ?4, ?5, ?6, ?7, 0";

    private const string Insert =
        $"INSERT INTO photos ({PlaceColumns}, {ContentColumns}) VALUES ({PlaceValues}, {ContentValues})";

    private const string Update =
        $"UPDATE photos SET ({PlaceColumns}) = ({PlaceValues}), ({ContentColumns}) = ({ContentValues}) WHERE id = ?28";

    private const string Select = "SELECT id, hash, size, modified FROM photos";

    public StoredPhoto? Find(RootId root, string path)
    {
        using var row = connection.Prepare($"{Select} WHERE root_id = ?1 AND path_key = ?2");
        return Read(row.Bind(1, root.Value).Bind(2, rules.Key(path)));
    }

    public StoredPhoto? Find(PhotoId photo)
    {
        using var row = connection.Prepare($"{Select} WHERE id = ?1");
        return Read(row.Bind(1, photo.Value));
    }

    /// <summary>Whether a photo is indexed, with these bytes.</summary>
    public bool IsIndexed(PhotoId photo, ContentHash hash)
    {
        using var row = connection.Prepare("SELECT 1 FROM photos WHERE id = ?1 AND hash = ?2 AND is_searchable");
        return row.Bind(1, photo.Value).Bind(2, hash.ToBytes()).Step();
    }

    /// <summary>Adds a row, or replaces the one with an id. Returns the id.</summary>
    public PhotoId Write(PhotoId? known, in PhotoRow photo)
    {
        using var statement = connection.Prepare(known is null ? Insert : Update);
        BindPlace(statement, photo.Root, photo.Path, photo.Companion, photo.Stamp);
        statement.Bind(8, photo.Hash?.ToBytes())
            .Bind(9, (long)photo.Status)
            .Bind(10, photo.Status == PhotoStatus.Indexed)
            .Bind(11, (long?)photo.Failure?.Kind)
            .Bind(12, photo.Failure?.Reason)
            .Bind(13, photo.What)
            .Bind(27, photo.Colour);
        BindMetadata(statement, photo.Metadata);
        return Finish(statement, known, 28);
    }

    /// <summary>Says that a known photo is there, and where. False if it is not known.</summary>
    public bool Place(PhotoId photo, RootId root, string path, string? companion, FileStamp stamp)
    {
        using var statement = connection.Prepare($"UPDATE photos SET ({PlaceColumns}) = ({PlaceValues}) WHERE id = ?8");
        BindPlace(statement, root, path, companion, stamp);
        statement.Bind(8, photo.Value).Run();
        return connection.Changes > 0;
    }

    /// <summary>Says that a known photo is there, with another stamp or RAW twin.</summary>
    public void Restamp(CatalogChange.Restamped change)
    {
        using var statement = connection.Prepare(
            "UPDATE photos SET companion = ?1, companion_key = ?2, size = ?3, modified = ?4, is_missing = 0 WHERE id = ?5");
        BindFile(statement, 1, change.Companion, change.Stamp);
        statement.Bind(5, change.Photo.Value).Run();
    }

    public void SetMissing(CatalogChange.Missing change)
    {
        using var statement = connection.Prepare("UPDATE photos SET is_missing = ?1 WHERE id = ?2");
        statement.Bind(1, change.IsMissing).Bind(2, change.Photo.Value).Run();
    }

    public void SetFavourite(CatalogChange.Favourite change)
    {
        using var statement = connection.Prepare("UPDATE photos SET is_favourite = ?1 WHERE id = ?2");
        statement.Bind(1, change.IsFavourite).Bind(2, change.Photo.Value).Run();
    }

    public void Remove(PhotoId photo)
    {
        using var statement = connection.Prepare("DELETE FROM photos WHERE id = ?1");
        statement.Bind(1, photo.Value).Run();
    }

    private static StoredPhoto? Read(Statement row) => row.Step()
        ? new StoredPhoto(new PhotoId(row.GetInt64(0)), StoredValue.Hash(row, 1), new FileStamp(row.GetInt64(2), row.GetInt64(3)))
        : null;

    private PhotoId Finish(Statement statement, PhotoId? known, int idParameter)
    {
        if (known is { } id) statement.Bind(idParameter, id.Value);
        statement.Run();
        return known ?? new PhotoId(connection.LastInsertedId);
    }

    private void BindPlace(Statement statement, RootId root, string path, string? companion, FileStamp stamp)
    {
        statement.Bind(1, root.Value).Bind(2, PathText.ToBytes(path)).Bind(3, rules.Key(path));
        BindFile(statement, 4, companion, stamp);
    }

    private void BindFile(Statement statement, int first, string? companion, FileStamp stamp) => statement
        .Bind(first, companion is null ? null : PathText.ToBytes(companion))
        .Bind(first + 1, companion is null ? null : rules.Key(companion))
        .Bind(first + 2, stamp.Size)
        .Bind(first + 3, stamp.ModifiedTicks);

    private static void BindMetadata(Statement statement, PhotoMetadata? metadata)
    {
        if (metadata is null) return;
        statement.Bind(14, (long)metadata.Format)
            .Bind(15, metadata.Width)
            .Bind(16, metadata.Height)
            .Bind(17, metadata.TakenAt?.Local.Ticks)
            .Bind(18, (long?)metadata.TakenAt?.Offset?.TotalMinutes)
            .Bind(19, (long?)metadata.TakenAt?.Source)
            .Bind(20, metadata.CameraMake)
            .Bind(21, metadata.CameraModel)
            .Bind(22, metadata.Lens)
            .Bind(23, metadata.Location?.Latitude)
            .Bind(24, metadata.Location?.Longitude)
            .Bind(25, metadata.Location?.Altitude)
            .Bind(26, metadata.Rating);
    }
}
