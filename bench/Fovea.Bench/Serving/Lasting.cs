namespace Fovea.Bench.Serving;

/// <summary>Whether memory stays as it is: 2,000 searches, 5,000 thumbnails, 200 layouts and 500 pages, twice.</summary>
internal static class Lasting
{
    public static async Task RunAsync(Client client, ServerProcess server, IReadOnlyList<Route> routes, Action<string> say)
    {
        for (var round = 1; round <= 2; round++)
        {
            var first = 10_000 + (round * 4_000);
            var lost = 0;
            foreach (var (name, count) in ((string, int)[])[("search, a text never seen", 2_000), ("thumbnail", 5_000), ("layout of all", 200), ("next page", 500)])
            {
                lost += (await routes.Single(route => route.Name == name).RunAsync(client, 16, count, first)).Lost;
            }

            say($"memory after load {round}: {server.Memory()}; {lost} requests lost");
        }
    }
}
