using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>Cameras: stored as maker and model, named and asked for by <see cref="CameraName"/>.</summary>
internal static class CameraQueries
{
    /// <summary>What is stored for cameras with these names. One that is null stands for any, where no name is given.</summary>
    public static IReadOnlyList<StoredCamera?> Named(CatalogConnection connection, IReadOnlyList<string> names) => names.Count == 0
        ? [null]
        : [.. Counts(connection).Select(count => count.Camera).Where(camera => names.Contains(CameraName.Of(camera.Make, camera.Model), StringComparer.Ordinal))];

    /// <summary>All that are stored, and how many indexed photos have each.</summary>
    public static List<(StoredCamera Camera, long Photos)> Counts(CatalogConnection connection)
    {
        using var rows = connection.Prepare(
            """
            SELECT camera_make, camera_model, COUNT(*) FROM photos INDEXED BY photos_camera
            WHERE is_searchable = 1 AND (camera_make IS NOT NULL OR camera_model IS NOT NULL) GROUP BY camera_make, camera_model
            """);
        var counts = new List<(StoredCamera, long)>();
        while (rows.Step()) counts.Add((new StoredCamera(rows.FindText(0), rows.FindText(1)), rows.GetInt64(2)));
        return counts;
    }
}
