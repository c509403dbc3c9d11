using System.Globalization;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What there is to filter by.</summary>
internal static class FacetQueries
{
    public static PhotoFacets All(CatalogConnection connection)
    {
        var formats = new long[byte.MaxValue];
        var shapes = new long[4];
        var years = new long[DateTime.MaxValue.Year + 1];
        var (favourites, offline, total) = (0L, 0L, 0L);
        var away = CellQueries.AwayRoots(connection);
        using var rows = connection.Prepare(
            """
            SELECT format, width, height, taken, is_favourite, is_missing, root_id FROM photos INDEXED BY photos_facets
            WHERE is_searchable = 1
            """);
        while (rows.Step())
        {
            var format = rows.GetInt64(0);
            formats[format >= 0 && format < formats.Length ? format : 0]++;
            shapes[(int)(PhotoShapes.Of((int)rows.GetInt64(1), (int)rows.GetInt64(2)) ?? 0)]++;
            years[StoredValue.Taken(rows.FindInt64(3), null, null)?.Local.Year ?? 0]++;
            favourites += rows.GetInt64(4);
            if (rows.GetBoolean(5) || away.Contains(rows.GetInt64(6))) offline++;
            total++;
        }

        return new PhotoFacets
        {
            Cameras = Cameras(connection),
            Formats = [.. Used(formats).GroupBy(used => StoredValue.Format(used.Number))
                .Select(group => new FacetValue(NameOf(group.Key), group.Sum(used => used.Count)))
                .OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)],
            Shapes = [.. Used(shapes).Where(used => used.Number > 0).Select(used => new FacetValue(NameOf((PhotoShape)used.Number), used.Count))],
            Years = [.. Used(years).Where(used => used.Number > 0).Reverse()
                .Select(used => new FacetValue(used.Number.ToString("0000", CultureInfo.InvariantCulture), used.Count))],
            Favourites = favourites,
            Offline = offline,
            Total = total,
        };
    }

    // Several makers and models may have one name.
    private static List<FacetValue> Cameras(CatalogConnection connection) =>
    [
        .. CameraQueries.Counts(connection)
            .Select(count => (Name: CameraName.Of(count.Camera.Make, count.Camera.Model), count.Photos))
            .Where(count => count.Name is not null)
            .GroupBy(count => count.Name!, StringComparer.Ordinal)
            .Select(group => new FacetValue(group.Key, group.Sum(count => count.Photos)))
            .OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal),
    ];

    private static IEnumerable<(int Number, long Count)> Used(long[] counts) =>
        counts.Select((count, number) => (number, count)).Where(used => used.count > 0);

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
