namespace Fovea.Bench.Serving;

/// <summary>What a person's page waits for the small things while 200 others search.</summary>
internal static class Besides
{
    private const int Searchers = 200;
    private const int Searches = 2_000;

    public static async Task RunAsync(Client client, IReadOnlyList<Route> routes, Action<string> say)
    {
        var searches = Load.RunAsync(client, Searchers, Searches, n => Questions.Search(n + 10_000));
        foreach (var name in (string[])["session", "thumbnail", "photo", "library"])
        {
            var route = routes.Single(route => route.Name == name);
            say($"| {name + ", while 200 search",-34} | {await route.RunAsync(client, 1, 40, 0),17} |");
        }

        var times = await searches;
        say($"| {"those searches",-34} | {times,17} | {times.PerSecond:F0} a second, {times.Lost} of {Searches} lost");
    }
}
