using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Fovea.Engine.Searching;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Bench.Serving;

/// <summary>What the page asks its server, over a generated library: alone, and by many at once; and the memory that it takes.</summary>
internal static class ServeBench
{
    // Until the compiler has replaced its first draft.
    private const int WarmUp = 200;

    private static readonly int[] Callers = [1, 16, 200];

    public static async Task<int> RunAsync(string[] args)
    {
        var (photos, times, requests) = (Options.Number(args, "--photos", 35_000), Options.Number(args, "--times", 1), Options.Number(args, "--requests", 200));
        var folder = Options.Text(args, "--folder") ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fovea-bench-{photos}x{times}"));
        var home = Path.Combine(folder, "home");
        Say($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {photos} photos");
        if (!args.Contains("--as-is"))
        {
            BenchLibrary.Prepare(home, Path.Combine(folder, "photos"), photos, times);
            Say(await PeersAsync(home, times));
        }

        using var server = ServerProcess.Start(Options.Text(args, "--program"), home, times);
        using var client = await Client.SignInAsync(server.Address);
        var start = Stopwatch.GetTimestamp();
        await client.GetAsync("/api/v1/search?q=warm");
        Say($"first answer {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms after the server listened");
        Say($"memory at the start: {server.Memory()}");
        var routes = await Routes.ReadAsync(client);
        foreach (var route in routes) await route.RunAsync(client, 4, WarmUp, 20_000);
        Say($"memory when warm: {server.Memory()}");

        Say($"milliseconds, median / 95th percentile, by callers at once ({requests} requests of one, twice that of more); and what a request costs the server's processors");
        Say($"| {"",-34} | {string.Join(" | ", Callers.Select(callers => $"{callers,17}"))} | a second | processor |");
        var asked = 0;
        foreach (var route in routes)
        {
            var cells = new List<Times>();
            var before = server.Processor;
            foreach (var callers in Callers)
            {
                cells.Add(await route.RunAsync(client, callers, callers > 1 ? requests * 2 : requests, asked));
                asked += requests * 2;
            }

            var cost = (server.Processor - before).TotalMilliseconds / (requests * ((2 * Callers.Length) - 1));
            Say($"| {route.Name,-34} | {string.Join(" | ", cells.Select(cell => $"{cell,17}"))} | {cells[^1].PerSecond,8:F0} | {cost,9:F2} |");
        }

        await Besides.RunAsync(client, routes, Say);
        await Lasting.RunAsync(client, server, routes, Say);
        return 0;
    }

    // What no search can be faster than: the text tower, and the scan over all vectors.
    private static async Task<string> PeersAsync(string home, int times)
    {
        await using var services = BenchLibrary.Open(home, times);
        var (model, catalog) = (services.GetRequiredService<IDualEncoder>(), services.GetRequiredService<IPhotoCatalog>());
        var begun = Stopwatch.GetTimestamp();
        var builder = services.GetRequiredService<IVectorIndexFactory>().CreateBuilder(model.Space, 0);
        catalog.ReadEmbeddings(model.Space, builder.Add, CancellationToken.None);
        using var index = builder.Build();
        var read = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var query = model.Texts.Encode("a photo", CancellationToken.None).Vector.ToArray();
        var number = 0;
        var medians = Rounds.Median(
            31,
            () => model.Texts.Encode(Questions.Text(number++), CancellationToken.None),
            () => index.Search(query, 100, null, CancellationToken.None));
        using var searcher = services.GetRequiredService<Searcher>();
        searcher.Warm(CancellationToken.None);
        var find = Rounds.Median(31, () => searcher.Find(new SearchRequest { Text = Questions.Text(number++) }, CancellationToken.None))[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Space.Dimensions} numbers; peers in a process of their own: text tower {medians[0]:F1} ms, scan for the best 100 {medians[1]:F1} ms, Searcher.Find {find:F1} ms; vectors read and built in {read:F0} ms");
    }

    private static void Say(FormattableString text) => Say(text.ToString(CultureInfo.InvariantCulture));

    private static void Say(string text) => Console.WriteLine(text);
}
