using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>From a filter to the set of photos that pass it.</summary>
internal static class FilterQueries
{
    private const string Select = "SELECT id FROM photos WHERE is_searchable = 1";

    // The rule of PhotoShapes.Of, which a test compares this with.
    private const string Shape =
        """
        CASE WHEN width > 0 AND height > 0
             THEN CASE WHEN min(width, height) * 20 >= max(width, height) * 19 THEN 3 WHEN width > height THEN 1 ELSE 2 END
             ELSE 0 END
        """;

    public static PhotoBitmap Match(CatalogConnection connection, PathRules rules, PhotoFilter filter)
    {
        var passed = new PhotoBitmap();
        var scopes = Scopes(connection, rules, filter.Folders);
        var cameras = CameraQueries.Named(connection, filter.Cameras);
        foreach (var scope in scopes)
        {
            foreach (var camera in cameras) Add(connection, passed, filter, scope, camera);
        }

        return passed;
    }

    // One that is null stands for everything.
    private static List<FolderScope?> Scopes(CatalogConnection connection, PathRules rules, IReadOnlyList<string> folders)
    {
        if (folders.Count == 0) return [null];
        var roots = RootQueries.All(connection);
        return [.. folders.SelectMany(folder => FolderScope.Of(rules, roots, AbsolutePath.Require(folder, "filter")))];
    }

    private static void Add(CatalogConnection connection, PhotoBitmap passed, PhotoFilter filter, FolderScope? scope, StoredCamera? camera)
    {
        var sql = Select;
        if (scope is not null) sql += " AND root_id = ?1";
        if (scope?.Prefix is not null) sql += " AND path_key >= ?2 AND path_key < ?3";
        if (filter.TakenFrom is not null) sql += " AND taken >= ?4";
        if (filter.TakenBefore is not null) sql += " AND taken < ?5";
        if (camera is not null) sql += " AND camera_make IS ?6 AND camera_model IS ?7";
        if (filter.Formats.Count > 0) sql += " AND (?8 >> format) & 1";
        if (filter.Shapes.Count > 0) sql += $" AND (?9 >> {Shape}) & 1";
        if (filter.IsOffline is not null) sql += " AND (is_missing OR root_id IN (SELECT id FROM roots WHERE NOT is_available)) = ?10";
        if (filter.IsFavourite is not null) sql += " AND is_favourite = ?11";

        using var rows = connection.Prepare(sql);
        if (scope is not null) rows.Bind(1, scope.Root.Value);
        if (scope?.Prefix is { } prefix) rows.Bind(2, prefix).Bind(3, PathRules.EndOf(prefix));
        if (filter.TakenFrom is { } from) rows.Bind(4, from.Ticks);
        if (filter.TakenBefore is { } before) rows.Bind(5, before.Ticks);
        if (camera is not null) rows.Bind(6, camera.Make).Bind(7, camera.Model);
        if (filter.Formats.Count > 0) rows.Bind(8, Bits(filter.Formats.Select(format => (int)format)));
        if (filter.Shapes.Count > 0) rows.Bind(9, Bits(filter.Shapes.Select(shape => (int)shape)));
        if (filter.IsOffline is { } isOffline) rows.Bind(10, isOffline);
        if (filter.IsFavourite is { } isFavourite) rows.Bind(11, isFavourite);
        while (rows.Step()) passed.Add(new PhotoId(rows.GetInt64(0)));
    }

    private static long Bits(IEnumerable<int> numbers) =>
        numbers.Where(number => number is >= 0 and < 63).Aggregate(0L, (bits, number) => bits | (1L << number));
}
