using System.Runtime.InteropServices;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What is asked of the spaces and their vectors.</summary>
internal static class SpaceQueries
{
    public static long? FindId(CatalogConnection connection, EmbeddingSpace space)
    {
        using var row = connection.Prepare("SELECT id FROM spaces WHERE identity = ?1");
        return row.Bind(1, space.Id).Step() ? row.GetInt64(0) : null;
    }

    public static long Version(CatalogConnection connection, EmbeddingSpace space)
    {
        using var row = connection.Prepare("SELECT version FROM spaces WHERE identity = ?1");
        return row.Bind(1, space.Id).Step() ? row.GetInt64(0) : 0;
    }

    public static List<SpaceInfo> WithVectors(CatalogConnection connection)
    {
        using var rows = connection.Prepare(
            """
            SELECT s.image_weights, s.text_weights, s.preprocessing, s.dimensions, s.model_name,
                   (SELECT COUNT(*) FROM embeddings e INDEXED BY embeddings_photo WHERE e.space_id = s.id) AS count
            FROM spaces s ORDER BY s.id
            """);
        var spaces = new List<SpaceInfo>();
        while (rows.Step())
        {
            if (rows.GetInt64(5) == 0) continue;
            var space = new EmbeddingSpace(rows.GetText(0), rows.GetText(1), rows.GetText(2), (int)rows.GetInt64(3));
            spaces.Add(new SpaceInfo(space, rows.GetText(4), rows.GetInt64(5)));
        }

        return spaces;
    }

    /// <summary>Hands out all vectors of a space and returns its version. One array serves them all.</summary>
    public static long ReadAll(
        CatalogConnection connection, string path, EmbeddingSpace space, EmbeddingVisitor visitor, CancellationToken cancellationToken)
    {
        if (FindId(connection, space) is not { } id) return 0;
        using var rows = connection.Prepare("SELECT photo_id, vector FROM embeddings WHERE space_id = ?1 ORDER BY photo_id");
        rows.Bind(1, id);
        var vector = new Half[space.Dimensions];
        while (rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Decode(rows, 1, vector, path);
            visitor(new PhotoId(rows.GetInt64(0)), vector);
        }

        return Version(connection, space);
    }

    /// <summary>Hands out the vectors that came after a version, and finds which of those known then went.</summary>
    public static EmbeddingChanges ReadChanges(
        CatalogConnection connection, string path, EmbeddingSpace space, long since, PhotoBitmap known, EmbeddingVisitor visitor, CancellationToken cancellationToken)
    {
        if (FindId(connection, space) is not { } id) return new EmbeddingChanges(0, known);
        var added = 0L;
        using (var rows = connection.Prepare(
            "SELECT photo_id, vector FROM embeddings INDEXED BY embeddings_version WHERE space_id = ?1 AND version > ?2 ORDER BY photo_id"))
        {
            rows.Bind(1, id).Bind(2, since);
            var vector = new Half[space.Dimensions];
            while (rows.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Decode(rows, 1, vector, path);
                var photo = new PhotoId(rows.GetInt64(0));
                if (!known.Contains(photo)) added++;
                visitor(photo, vector);
            }
        }

        // Whatever was not there before came after that version: only if there are fewer than those together did any go.
        var isAny = Count(connection, id) < known.Count + added;
        return new EmbeddingChanges(Version(connection, space), isAny ? Removed(connection, id, known) : new PhotoBitmap());
    }

    public static Half[]? Find(CatalogConnection connection, string path, PhotoId photo, EmbeddingSpace space)
    {
        if (FindId(connection, space) is not { } id) return null;
        using var row = connection.Prepare("SELECT vector FROM embeddings WHERE space_id = ?1 AND photo_id = ?2");
        if (!row.Bind(1, id).Bind(2, photo.Value).Step()) return null;
        var vector = new Half[space.Dimensions];
        Decode(row, 0, vector, path);
        return vector;
    }

    /// <summary>The vector as it is stored: little-endian half floats.</summary>
    public static void Encode(ReadOnlySpan<Half> vector, Span<byte> bytes)
    {
        MemoryMarshal.AsBytes(vector).CopyTo(bytes);
        SwapIfBigEndian(bytes);
    }

    private static long Count(CatalogConnection connection, long space)
    {
        using var row = connection.Prepare("SELECT COUNT(*) FROM embeddings INDEXED BY embeddings_version WHERE space_id = ?1");
        return row.Bind(1, space).Step() ? row.GetInt64(0) : 0;
    }

    private static PhotoBitmap Removed(CatalogConnection connection, long space, PhotoBitmap known)
    {
        using var rows = connection.Prepare("SELECT photo_id FROM embeddings INDEXED BY embeddings_version WHERE space_id = ?1");
        rows.Bind(1, space);
        var present = new PhotoBitmap();
        while (rows.Step()) present.Add(new PhotoId(rows.GetInt64(0)));
        var removed = new PhotoBitmap();
        foreach (var photo in known.Ids)
        {
            if (!present.Contains(photo)) removed.Add(photo);
        }

        return removed;
    }

    private static void Decode(Statement row, int column, Half[] vector, string path)
    {
        var bytes = row.GetBytes(column);
        var target = MemoryMarshal.AsBytes(vector.AsSpan());
        if (bytes.Length != target.Length) throw CatalogErrors.Damaged(path, $"a vector has {bytes.Length} bytes instead of {target.Length}");
        bytes.CopyTo(target);
        SwapIfBigEndian(target);
    }

    private static void SwapIfBigEndian(Span<byte> bytes)
    {
        if (BitConverter.IsLittleEndian) return;
        for (var i = 0; i < bytes.Length; i += 2) bytes.Slice(i, 2).Reverse();
    }
}
