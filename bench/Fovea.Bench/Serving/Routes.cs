namespace Fovea.Bench.Serving;

/// <summary>All that the page asks for while a person searches and looks around.</summary>
internal static class Routes
{
    public static async Task<IReadOnlyList<Route>> ReadAsync(Client client)
    {
        var all = await client.ReadAsync("/api/v1/search?limit=200&q=");
        var some = await client.ReadAsync("/api/v1/search?limit=200&weak=true&q=flower");
        var ids = all.GetProperty("items").EnumerateArray().Select(photo => photo.GetProperty("id").GetInt64()).ToArray();
        var (allSet, someSet, next) = (all.GetProperty("set").GetString(), some.GetProperty("set").GetString(), some.GetProperty("next").GetString());
        return
        [
            new("search, a text never seen", Questions.Search),
            new("search, a text seen before", n => Questions.Search(n % 10)),
            new("search, words and a year", n => $"{Questions.Search(n % 10)}&from=2018&before=2019"),
            new("search, nothing typed", _ => "/api/v1/search?limit=60&q="),
            new("next page", _ => $"/api/v1/search?limit=60&weak=true&q=flower&cursor={next}"),
            new("layout of 10,000 matches", _ => $"/api/v1/sets/{someSet}/layout"),
            new("layout of all", _ => $"/api/v1/sets/{allSet}/layout"),
            new("library", _ => "/api/v1/library"),
            new("facets", _ => "/api/v1/facets"),
            new("folders", _ => "/api/v1/folders"),
            new("photo", n => $"/api/v1/photos/{ids[n % ids.Length]}"),
            new("thumbnail", n => $"/api/v1/photos/{ids[n % ids.Length]}/thumbnail"),
            new("session", _ => "/api/v1/session"),
        ];
    }
}
