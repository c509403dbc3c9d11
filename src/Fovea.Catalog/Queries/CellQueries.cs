using System.Buffers.Binary;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>The little that a grid needs of each photo.</summary>
internal static class CellQueries
{
    // A row found by its id costs about eight times a row passed on the way through all.
    private const int CostOfAPointRead = 8;

    private const string Select =
        "SELECT id, width, height, taken, colour, hash, is_missing, is_favourite, root_id FROM photos WHERE is_searchable = 1";

    /// <summary>The cells of a set that is small beside the catalog, read one by one; null if it is not small.</summary>
    public static List<PhotoCell>? TryReadFew(CatalogConnection connection, PhotoBitmap photos)
    {
        var count = photos.Count;
        if (count > 0 && count * CostOfAPointRead >= connection.QueryInt64("SELECT MAX(id) FROM photos")) return null;
        var away = AwayRoots(connection);
        var cells = new List<PhotoCell>((int)count);
        foreach (var id in photos.Ids)
        {
            using var row = connection.Prepare($"{Select} AND id = ?1");
            if (row.Bind(1, id.Value).Step()) cells.Add(Map(row, away));
        }

        return cells;
    }

    /// <summary>All cells, by ascending id.</summary>
    public static PhotoCell[] All(CatalogConnection connection)
    {
        var away = AwayRoots(connection);
        var cells = new List<PhotoCell>((int)connection.QueryInt64("SELECT COUNT(*) FROM photos INDEXED BY photos_facets WHERE is_searchable = 1"));
        using var rows = connection.Prepare($"{Select} ORDER BY id");
        while (rows.Step()) cells.Add(Map(rows, away));
        return [.. cells];
    }

    /// <summary>Those of a set; null: all.</summary>
    public static PhotoCell[] Choose(PhotoCell[] all, PhotoBitmap? photos)
    {
        if (photos is null) return all;
        var chosen = Array.FindAll(all, cell => photos.Contains(cell.Id));
        return chosen.Length == all.Length ? all : chosen;
    }

    /// <summary>Roots that cannot be reached: what lies under them is offline.</summary>
    public static HashSet<long> AwayRoots(CatalogConnection connection)
    {
        using var rows = connection.Prepare("SELECT id FROM roots WHERE NOT is_available");
        var away = new HashSet<long>();
        while (rows.Step()) away.Add(rows.GetInt64(0));
        return away;
    }

    private static PhotoCell Map(Statement row, HashSet<long> away) => new(
        new PhotoId(row.GetInt64(0)),
        (int)row.GetInt64(1),
        (int)row.GetInt64(2),
        StoredValue.Taken(row.FindInt64(3), null, null)?.Local,
        StoredValue.Colour(row.FindInt64(4)),
        BinaryPrimitives.TryReadUInt32BigEndian(row.GetBytes(5), out var version) ? version : 0,
        row.GetBoolean(6) || away.Contains(row.GetInt64(8)),
        row.GetBoolean(7));
}
