using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What people and scripts ask: photos with all that is known of them.</summary>
internal static class PhotoQueries
{
    private const string Select =
        """
        SELECT p.id, p.root_id, p.path, p.companion, p.size, p.modified, p.hash, p.status, p.is_missing, r.path, r.is_available,
               p.failure_kind, p.failure_reason, p.what, p.format, p.width, p.height, p.taken, p.taken_offset, p.taken_source,
               p.camera_make, p.camera_model, p.lens, p.latitude, p.longitude, p.altitude, p.rating,
               p.is_favourite, p.colour
        FROM photos p JOIN roots r ON r.id = p.root_id
        """;

    public static List<PhotoRecord> ByIds(CatalogConnection connection, PathRules rules, IReadOnlyList<PhotoId> ids)
    {
        var photos = new List<PhotoRecord>(ids.Count);
        foreach (var id in ids)
        {
            using var row = connection.Prepare($"{Select} WHERE p.id = ?1");
            if (row.Bind(1, id.Value).Step()) photos.Add(Map(row, rules));
        }

        return photos;
    }

    public static PhotoRecord? ByPath(CatalogConnection connection, PathRules rules, string path)
    {
        var key = rules.Key(path);
        foreach (var root in RootQueries.All(connection))
        {
            var prefix = rules.PrefixOf(rules.Key(root.Path));
            if (!key.AsSpan().StartsWith(prefix)) continue;
            var below = key.AsSpan(prefix.Length);
            return Find(connection, rules, "p.path_key", root.Id, below) ?? Find(connection, rules, "p.companion_key", root.Id, below);
        }

        return null;
    }

    public static List<PhotoRecord> ByStatus(CatalogConnection connection, PathRules rules, PhotoStatus status, int limit)
    {
        // A status that is not known is shown as failed; a photo whose vectors were removed with their space is not shown as indexed.
        var condition = status switch
        {
            PhotoStatus.Indexed => "p.is_searchable = 1",
            PhotoStatus.NotAPhoto => "p.status = 3",
            _ => "p.status NOT IN (1, 3)",
        };
        using var rows = connection.Prepare($"{Select} WHERE {condition} ORDER BY r.path_key, p.path_key LIMIT ?1");
        rows.Bind(1, limit);
        var photos = new List<PhotoRecord>();
        while (rows.Step()) photos.Add(Map(rows, rules));
        return photos;
    }

    private static PhotoRecord? Find(
        CatalogConnection connection, PathRules rules, string column, RootId root, ReadOnlySpan<byte> key)
    {
        using var row = connection.Prepare($"{Select} WHERE p.root_id = ?1 AND {column} = ?2 ORDER BY p.id");
        return row.Bind(1, root.Value).Bind(2, key).Step() ? Map(row, rules) : null;
    }

    private static PhotoRecord Map(Statement row, PathRules rules)
    {
        var root = StoredValue.Path(row.GetBytes(9));
        var status = StoredValue.Status(row.GetInt64(7));
        return new PhotoRecord
        {
            Id = new PhotoId(row.GetInt64(0)),
            Root = new RootId(row.GetInt64(1)),
            Path = rules.Join(root, StoredValue.Path(row.GetBytes(2))),
            Companion = row.IsNull(3) ? null : rules.Join(root, StoredValue.Path(row.GetBytes(3))),
            Stamp = new FileStamp(row.GetInt64(4), row.GetInt64(5)),
            Hash = StoredValue.Hash(row, 6),
            Status = status,
            IsOffline = row.GetBoolean(8) || !row.GetBoolean(10),
            Failure = status != PhotoStatus.Failed
                ? null
                : new PhotoFailure(StoredValue.FailureKind(row.FindInt64(11)), row.FindText(12) ?? StoredValue.UnknownReason),
            What = status == PhotoStatus.NotAPhoto ? row.FindText(13) : null,
            Metadata = status == PhotoStatus.Indexed ? MapMetadata(row) : null,
            IsFavourite = row.GetBoolean(27),
            Colour = StoredValue.Colour(row.FindInt64(28)),
        };
    }

    private static PhotoMetadata MapMetadata(Statement row) => new()
    {
        Format = StoredValue.Format(row.FindInt64(14)),
        Width = (int)row.GetInt64(15),
        Height = (int)row.GetInt64(16),
        TakenAt = StoredValue.Taken(row.FindInt64(17), row.FindInt64(18), row.FindInt64(19)),
        CameraMake = row.FindText(20),
        CameraModel = row.FindText(21),
        Lens = row.FindText(22),
        Location = row.FindDouble(23) is { } latitude && row.FindDouble(24) is { } longitude
            ? new GeoPoint(latitude, longitude, row.FindDouble(25))
            : null,
        Rating = (int?)row.FindInt64(26),
    };
}
