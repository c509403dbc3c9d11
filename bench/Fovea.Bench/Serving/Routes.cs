namespace Fovea.Bench.Serving;

/// <summary>All that the page asks for while a person searches and looks around.</summary>
internal static class Routes
{
    private const string All = "/api/v1/search?limit=200&q=";
    private const string TenThousand = "/api/v1/search?limit=60&weak=true&q=flower";

    public static async Task<IReadOnlyList<Route>> ReadAsync(Client client)
    {
        var ids = (await client.ReadAsync(All)).GetProperty("items").EnumerateArray().Select(photo => photo.GetProperty("id").GetInt64()).ToArray();
        return
        [
            new("search, a text never seen", Questions.Search),
            new("search, a text seen before", n => Questions.Search(n % 10)),
            new("search, words and a year", n => $"{Questions.Search(n % 10)}&from=2018&before=2019"),
            new("search, nothing typed", _ => "/api/v1/search?limit=60&q="),
            new("search, with weak matches", n => $"{Questions.Search(n % 10)}&weak=true"),
            new("next page", async () =>
            {
                var next = (await client.ReadAsync(TenThousand)).GetProperty("next").GetString();
                return _ => $"{TenThousand}&cursor={next}";
            }),
            new("layout of 10,000 matches", () => LayoutAsync(client, TenThousand)),
            new("layout of all", () => LayoutAsync(client, All)),
            new("library", _ => "/api/v1/library"),
            new("facets", _ => "/api/v1/facets"),
            new("folders", _ => "/api/v1/folders"),
            new("photo", n => $"/api/v1/photos/{ids[n % ids.Length]}"),
            new("thumbnail", n => $"/api/v1/photos/{ids[n % ids.Length]}/thumbnail"),
            new("session", _ => "/api/v1/session"),
        ];
    }

    private static async Task<Func<int, string>> LayoutAsync(Client client, string search)
    {
        var set = (await client.ReadAsync(search)).GetProperty("set").GetString();
        return _ => $"/api/v1/sets/{set}/layout";
    }
}
