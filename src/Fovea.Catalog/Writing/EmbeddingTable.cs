using Fovea.Catalog.Queries;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Writing;

/// <summary>Writes vectors, and remembers which spaces it changed.</summary>
internal sealed class EmbeddingTable(CatalogConnection connection)
{
    private readonly HashSet<long> _changedSpaces = [];
    private byte[] _bytes = [];

    /// <summary>
    /// Stores a vector; one that is there already is no change. It gets the version that its space will have when
    /// <see cref="PublishVersions"/> has run.
    /// </summary>
    public void Write(long space, PhotoId photo, ReadOnlySpan<Half> vector)
    {
        if (_bytes.Length != vector.Length * 2) _bytes = new byte[vector.Length * 2];
        SpaceQueries.Encode(vector, _bytes);
        using var statement = connection.Prepare(
            """
            INSERT INTO embeddings (space_id, photo_id, vector, version) VALUES (?1, ?2, ?3, (SELECT tick + 1 FROM clock))
            ON CONFLICT (space_id, photo_id) DO UPDATE SET vector = excluded.vector, version = excluded.version WHERE vector <> excluded.vector
            """);
        statement.Bind(1, space).Bind(2, photo.Value).Bind(3, _bytes).Run();
        NoteChange(space);
    }

    /// <summary>Removes the vectors of a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="kept">A space whose vector stays.</param>
    public void RemoveAll(PhotoId photo, long? kept = null)
    {
        foreach (var space in SpacesOf(photo))
        {
            if (space != kept) Remove(space, photo);
        }
    }

    /// <summary>Gives every space that was changed a version that no space ever had.</summary>
    public void PublishVersions() => SpaceTable.RaiseVersions(connection, _changedSpaces);

    private void Remove(long space, PhotoId photo)
    {
        using var statement = connection.Prepare("DELETE FROM embeddings WHERE space_id = ?1 AND photo_id = ?2");
        statement.Bind(1, space).Bind(2, photo.Value).Run();
        NoteChange(space);
    }

    private void NoteChange(long space)
    {
        if (connection.Changes > 0) _changedSpaces.Add(space);
    }

    private List<long> SpacesOf(PhotoId photo)
    {
        using var rows = connection.Prepare("SELECT space_id FROM embeddings INDEXED BY embeddings_photo WHERE photo_id = ?1");
        rows.Bind(1, photo.Value);
        var spaces = new List<long>();
        while (rows.Step()) spaces.Add(rows.GetInt64(0));
        return spaces;
    }
}
