using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What the indexer asks: which files are known already.</summary>
internal static class KnownFileQueries
{
    private const string Columns = "p.id, p.root_id, p.path, p.companion, p.size, p.modified, p.hash, p.status, p.is_missing";

    // The narrow index by photo answers "has it a vector" without touching the vectors.
    private const string Single =
        $"""
        SELECT {Columns}, EXISTS (SELECT 1 FROM embeddings e INDEXED BY embeddings_photo WHERE e.photo_id = p.id AND e.space_id = ?2)
        FROM photos p
        """;

    public static List<KnownFile> UnderRoot(CatalogConnection connection, RootId root, EmbeddingSpace space) =>
        IsLargePart(connection, root) ? FromTable(connection, root, space) : InFolder(connection, root, [], null, space);

    // A root with a third of all photos or more. Ids are dense enough to stand for the count of the others.
    private static bool IsLargePart(CatalogConnection connection, RootId root)
    {
        using var counts = connection.Prepare("SELECT (SELECT COUNT(*) FROM photos WHERE root_id = ?1), (SELECT MAX(id) FROM photos)");
        return counts.Bind(1, root.Value).Step() && counts.GetInt64(0) * 3 >= counts.GetInt64(1);
    }

    // The table and the photos with vectors are each gone through once, side by side: to look up every row through an index, and every vector
    // by its photo, takes three times as long (200,000 rows; measured).
    private static List<KnownFile> FromTable(CatalogConnection connection, RootId root, EmbeddingSpace space)
    {
        using var rows = connection.Prepare($"SELECT {Columns} FROM photos p NOT INDEXED WHERE p.root_id = ?1 ORDER BY p.id");
        using var vectors = connection.Prepare("SELECT photo_id FROM embeddings INDEXED BY embeddings_photo WHERE space_id = ?1 ORDER BY photo_id");
        vectors.Bind(1, SpaceQueries.FindId(connection, space));
        var encoded = Next(vectors);
        rows.Bind(1, root.Value);
        var files = new List<KnownFile>();
        while (rows.Step())
        {
            var id = rows.GetInt64(0);
            while (encoded < id) encoded = Next(vectors);
            files.Add(Read(rows, id, encoded == id));
        }

        return files;
    }

    /// <summary>Those in a folder of a root, and, if it is deep, below it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="root">The root.</param>
    /// <param name="folder">The key of the folder with a separator behind it; empty: the root.</param>
    /// <param name="separator">What separates folders in keys; null if those below count too.</param>
    /// <param name="space">The space.</param>
    public static List<KnownFile> InFolder(CatalogConnection connection, RootId root, byte[] folder, char? separator, EmbeddingSpace space)
    {
        // What lies deeper is told by the key alone, in the index: no row of it is read.
        var range = folder.Length == 0 ? string.Empty : " AND p.path_key >= ?3 AND p.path_key < ?4";
        var depth = separator is null ? string.Empty : " AND instr(substr(p.path_key, ?5), ?6) = 0";
        using var rows = connection.Prepare($"{Single} WHERE p.root_id = ?1{range}{depth}");
        rows.Bind(1, root.Value).Bind(2, SpaceQueries.FindId(connection, space));
        if (folder.Length > 0) rows.Bind(3, folder).Bind(4, PathRules.EndOf(folder));
        if (separator is { } between) rows.Bind(5, folder.Length + 1L).Bind(6, [(byte)between]);
        return ReadAll(rows);
    }

    public static List<KnownFile> WithContent(CatalogConnection connection, ContentHash hash, EmbeddingSpace space)
    {
        using var rows = connection.Prepare($"{Single} WHERE p.hash = ?1 ORDER BY p.id");
        return ReadAll(rows.Bind(1, hash.ToBytes()).Bind(2, SpaceQueries.FindId(connection, space)));
    }

    private static long Next(Statement ids) => ids.Step() ? ids.GetInt64(0) : long.MaxValue;

    private static List<KnownFile> ReadAll(Statement rows)
    {
        var files = new List<KnownFile>();
        while (rows.Step()) files.Add(Read(rows, rows.GetInt64(0), rows.GetBoolean(9)));
        return files;
    }

    private static KnownFile Read(Statement row, long id, bool hasEmbedding) => new()
    {
        Id = new PhotoId(id),
        Root = new RootId(row.GetInt64(1)),
        Path = StoredValue.Path(row.GetBytes(2)),
        Companion = row.IsNull(3) ? null : StoredValue.Path(row.GetBytes(3)),
        Stamp = new FileStamp(row.GetInt64(4), row.GetInt64(5)),
        Hash = StoredValue.Hash(row, 6),
        Status = StoredValue.Status(row.GetInt64(7)),
        IsMissing = row.GetBoolean(8),
        HasEmbedding = hasEmbedding,
    };
}
