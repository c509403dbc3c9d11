using System.Globalization;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>What there is to filter by.</summary>
internal static class FacetQueries
{
    public static PhotoFacets All(CatalogConnection connection)
    {
        var away = CellQueries.AwayRoots(connection);
        var formats = new Dictionary<PhotoFormat, long>();
        var shapes = new SortedDictionary<PhotoShape, long>();
        var years = new SortedDictionary<int, long>();
        var (favourites, offline, total) = (0L, 0L, 0L);
        using (var rows = connection.Prepare(
            "SELECT format, width, height, taken, is_favourite, is_missing, root_id FROM photos WHERE is_searchable = 1"))
        {
            while (rows.Step())
            {
                Count(formats, StoredValue.Format(rows.GetInt64(0)));
                if (PhotoShapes.Of((int)rows.GetInt64(1), (int)rows.GetInt64(2)) is { } shape) Count(shapes, shape);
                if (StoredValue.Taken(rows.FindInt64(3), null, null) is { } taken) Count(years, taken.Local.Year);
                if (rows.GetBoolean(4)) favourites++;
                if (rows.GetBoolean(5) || away.Contains(rows.GetInt64(6))) offline++;
                total++;
            }
        }

        return new PhotoFacets
        {
            Cameras = Cameras(connection),
            Formats = [.. formats.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => Facet(pair.Key, pair.Value))],
            Shapes = [.. shapes.Select(pair => Facet(pair.Key, pair.Value))],
            Years = [.. years.Reverse().Select(pair => new FacetValue(pair.Key.ToString("0000", CultureInfo.InvariantCulture), pair.Value))],
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

    private static void Count<T>(IDictionary<T, long> counts, T value)
        where T : notnull =>
        counts[value] = counts.TryGetValue(value, out var count) ? count + 1 : 1;

    private static FacetValue Facet<T>(T value, long count)
        where T : struct, Enum =>
        new(value.ToString().ToLowerInvariant(), count);
}
