using Fovea.Catalog.Queries;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Writing;

/// <summary>Writes spaces and their versions.</summary>
internal static class SpaceTable
{
    /// <summary>The space's number; it is added if it is new. The model's name is remembered.</summary>
    public static long Ensure(CatalogConnection connection, EmbeddingSpace space, string modelName)
    {
        using var statement = connection.Prepare(
            """
            INSERT INTO spaces (identity, image_weights, text_weights, preprocessing, dimensions, model_name, version)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)
            ON CONFLICT (identity) DO UPDATE SET model_name = excluded.model_name WHERE model_name <> excluded.model_name
            """);
        statement.Bind(1, space.Id)
            .Bind(2, space.ImageWeights)
            .Bind(3, space.TextWeights)
            .Bind(4, space.Preprocessing)
            .Bind(5, (long)space.Dimensions)
            .Bind(6, modelName)
            .Run();
        return SpaceQueries.FindId(connection, space)!.Value;
    }

    /// <summary>
    /// Gives spaces a new version, from one counter for all: a space that is removed and filled again never gets a version it had.
    /// </summary>
    public static void RaiseVersions(CatalogConnection connection, IReadOnlyCollection<long> spaces)
    {
        if (spaces.Count == 0) return;
        using (var tick = connection.Prepare("UPDATE clock SET tick = tick + 1")) tick.Run();
        foreach (var space in spaces)
        {
            using var statement = connection.Prepare("UPDATE spaces SET version = (SELECT tick FROM clock) WHERE id = ?1");
            statement.Bind(1, space).Run();
        }
    }

    /// <summary>Removes a space with its vectors; photos left without any vector are no longer searchable.</summary>
    public static void Remove(CatalogConnection connection, EmbeddingSpace space)
    {
        if (SpaceQueries.FindId(connection, space) is not { } id) return;
        using (var photos = connection.Prepare(
            """
            UPDATE photos SET is_searchable = 0 WHERE is_searchable = 1 AND NOT EXISTS (
                SELECT 1 FROM embeddings e INDEXED BY embeddings_photo WHERE e.photo_id = photos.id AND e.space_id <> ?1)
            """))
        {
            photos.Bind(1, id).Run();
        }

        using var row = connection.Prepare("DELETE FROM spaces WHERE id = ?1");
        row.Bind(1, id).Run();
    }
}
