using Fovea.Catalog.Queries;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Writing;

/// <summary>Writes roots.</summary>
internal static class RootTable
{
    public static LibraryRoot Add(CatalogConnection connection, PathRules rules, string path)
    {
        var key = rules.Key(path);
        if (RootQueries.Find(connection, key) is { } known) return known;

        var prefix = rules.PrefixOf(key);
        var roots = RootQueries.All(connection);
        foreach (var other in roots)
        {
            if (key.AsSpan().StartsWith(rules.PrefixOf(rules.Key(other.Path))))
            {
                throw new ArgumentException(
                    $"\"{PathText.ToDisplay(path)}\" lies inside \"{PathText.ToDisplay(other.Path)}\", which is indexed already with everything below it.",
                    nameof(path));
            }
        }

        using (var insert = connection.Prepare("INSERT INTO roots (path, path_key) VALUES (?1, ?2)"))
        {
            insert.Bind(1, PathText.ToBytes(path)).Bind(2, key).Run();
        }

        var added = new LibraryRoot(new RootId(connection.LastInsertedId), path, IsAvailable: true, LastIndexed: null);
        foreach (var inner in roots)
        {
            if (rules.Key(inner.Path).AsSpan().StartsWith(prefix)) Absorb(connection, rules, inner, added);
        }

        return added;
    }

    /// <summary>Removes a root with its photos and vectors.</summary>
    public static void Remove(CatalogConnection connection, RootId root)
    {
        var changed = new List<long>();
        using (var spaces = connection.Prepare(
            """
            SELECT s.id FROM spaces s WHERE EXISTS (
                SELECT 1 FROM photos p JOIN embeddings e INDEXED BY embeddings_photo ON e.photo_id = p.id AND e.space_id = s.id
                WHERE p.root_id = ?1)
            """))
        {
            spaces.Bind(1, root.Value);
            while (spaces.Step()) changed.Add(spaces.GetInt64(0));
        }

        using (var delete = connection.Prepare("DELETE FROM roots WHERE id = ?1")) delete.Bind(1, root.Value).Run();
        SpaceTable.RaiseVersions(connection, changed);
    }

    public static void SetAvailability(CatalogConnection connection, RootId root, bool isAvailable)
    {
        using var statement = connection.Prepare("UPDATE roots SET is_available = ?1 WHERE id = ?2");
        statement.Bind(1, isAvailable).Bind(2, root.Value).Run();
    }

    public static void SetIndexed(CatalogConnection connection, RootId root, DateTimeOffset completedAt)
    {
        using var statement = connection.Prepare("UPDATE roots SET last_indexed = ?1 WHERE id = ?2");
        statement.Bind(1, completedAt.UtcTicks).Bind(2, root.Value).Run();
    }

    // Two roots never share a file, so the longer paths cannot meet. "||" joins bytes as they are, also those that are not text.
    private static void Absorb(
        CatalogConnection connection, PathRules rules, LibraryRoot inner, LibraryRoot outer)
    {
        using (var photos = connection.Prepare(
            """
            UPDATE photos SET root_id = ?1,
                path = CAST(?2 || path AS BLOB), path_key = CAST(?3 || path_key AS BLOB),
                companion = CAST(?2 || companion AS BLOB), companion_key = CAST(?3 || companion_key AS BLOB)
            WHERE root_id = ?4
            """))
        {
            var prefix = rules.Below(outer.Path, inner.Path);
            photos.Bind(1, outer.Id.Value)
                .Bind(2, PathText.ToBytes(prefix))
                .Bind(3, rules.Key(prefix))
                .Bind(4, inner.Id.Value)
                .Run();
        }

        using var delete = connection.Prepare("DELETE FROM roots WHERE id = ?1");
        delete.Bind(1, inner.Id.Value).Run();
    }
}
