using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>From a filter to the set of photos that pass it.</summary>
internal static class FilterQueries
{
    private const string Select = "SELECT id FROM photos WHERE is_searchable = 1";

    public static PhotoBitmap Match(CatalogConnection connection, PathRules rules, PhotoFilter filter)
    {
        var passed = new PhotoBitmap();
        if (filter.Folders.Count == 0)
        {
            Add(connection, passed, filter, scope: null);
            return passed;
        }

        var roots = RootQueries.All(connection);
        foreach (var folder in filter.Folders)
        {
            foreach (var scope in FolderScope.Of(rules, roots, AbsolutePath.Require(folder, nameof(filter))))
            {
                Add(connection, passed, filter, scope);
            }
        }

        return passed;
    }

    private static void Add(CatalogConnection connection, PhotoBitmap passed, PhotoFilter filter, FolderScope? scope)
    {
        var sql = Select;
        if (scope is not null) sql += " AND root_id = ?1";
        if (scope?.Prefix is not null) sql += " AND path_key >= ?2 AND path_key < ?3";
        if (filter.TakenFrom is not null) sql += " AND taken >= ?4";
        if (filter.TakenBefore is not null) sql += " AND taken < ?5";

        using var rows = connection.Prepare(sql);
        if (scope is not null) rows.Bind(1, scope.Root.Value);
        if (scope?.Prefix is { } prefix) rows.Bind(2, prefix).Bind(3, PathRules.EndOf(prefix));
        if (filter.TakenFrom is { } from) rows.Bind(4, from.Ticks);
        if (filter.TakenBefore is { } before) rows.Bind(5, before.Ticks);
        while (rows.Step()) passed.Add(new PhotoId(rows.GetInt64(0)));
    }
}
