using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What the indexer asks: which files are known already.</summary>
internal static class KnownFileQueries
{
    // The narrow index by photo answers "has it a vector" without touching the vectors.
    private const string Select =
        """
        SELECT p.id, p.root_id, p.path, p.companion, p.size, p.modified, p.hash, p.status, p.is_missing,
               EXISTS (SELECT 1 FROM embeddings e INDEXED BY embeddings_photo WHERE e.photo_id = p.id AND e.space_id = ?2)
        FROM photos p
        """;

    public static List<KnownFile> UnderRoot(CatalogConnection connection, RootId root, EmbeddingSpace space)
    {
        using var rows = connection.Prepare($"{Select} WHERE p.root_id = ?1");
        return Read(rows.Bind(1, root.Value).Bind(2, SpaceQueries.FindId(connection, space)));
    }

    public static List<KnownFile> WithContent(CatalogConnection connection, ContentHash hash, EmbeddingSpace space)
    {
        using var rows = connection.Prepare($"{Select} WHERE p.hash = ?1 ORDER BY p.id");
        return Read(rows.Bind(1, hash.ToBytes()).Bind(2, SpaceQueries.FindId(connection, space)));
    }

    private static List<KnownFile> Read(Statement rows)
    {
        var files = new List<KnownFile>();
        while (rows.Step())
        {
            files.Add(new KnownFile
            {
                Id = new PhotoId(rows.GetInt64(0)),
                Root = new RootId(rows.GetInt64(1)),
                Path = StoredValue.Path(rows.GetBytes(2)),
                Companion = rows.IsNull(3) ? null : StoredValue.Path(rows.GetBytes(3)),
                Stamp = new FileStamp(rows.GetInt64(4), rows.GetInt64(5)),
                Hash = StoredValue.Hash(rows, 6),
                Status = StoredValue.Status(rows.GetInt64(7)),
                IsMissing = rows.GetBoolean(8),
                HasEmbedding = rows.GetBoolean(9),
            });
        }

        return files;
    }
}
