using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What is asked of the roots.</summary>
internal static class RootQueries
{
    private const string Columns = "SELECT id, path, is_available, last_indexed FROM roots";

    public static List<LibraryRoot> All(CatalogConnection connection)
    {
        using var rows = connection.Prepare($"{Columns} ORDER BY path_key");
        var roots = new List<LibraryRoot>();
        while (rows.Step()) roots.Add(Map(rows));
        return roots;
    }

    public static LibraryRoot? Find(CatalogConnection connection, byte[] key)
    {
        using var row = connection.Prepare($"{Columns} WHERE path_key = ?1");
        return row.Bind(1, key).Step() ? Map(row) : null;
    }

    public static bool Exists(CatalogConnection connection, RootId root)
    {
        using var row = connection.Prepare("SELECT 1 FROM roots WHERE id = ?1");
        return row.Bind(1, root.Value).Step();
    }

    /// <summary>Counts by root path; a status that is not known counts as failed, as it is shown.</summary>
    public static List<RootCounts> Counts(CatalogConnection connection)
    {
        using var rows = connection.Prepare(
            """
            SELECT r.id, SUM(p.is_searchable), SUM(p.status NOT IN (1, 3)), SUM(p.status = 3),
                   SUM(p.is_searchable AND (p.is_missing OR NOT r.is_available))
            FROM roots r LEFT JOIN photos p ON p.root_id = r.id
            GROUP BY r.id ORDER BY r.path_key
            """);
        var counts = new List<RootCounts>();
        while (rows.Step())
        {
            counts.Add(new RootCounts(
                new RootId(rows.GetInt64(0)), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4)));
        }

        return counts;
    }

    private static LibraryRoot Map(Statement row) => new(
        new RootId(row.GetInt64(0)),
        StoredValue.Path(row.GetBytes(1)),
        row.GetBoolean(2),
        row.FindInt64(3) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
}
