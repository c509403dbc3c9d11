using System.Diagnostics;
using System.Globalization;
using Fovea.Bench.Serving;
using Fovea.Engine.Searching;
using Fovea.Vectors;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Bench.Vectors;

/// <summary>From a catalog to an index, to files, and back: each beside what it cannot be faster than.</summary>
internal static class StoreBench
{
    private const int Queries = 32;

    public static int Run(string[] args)
    {
        var (photos, times, rounds) = (Options.Number(args, "--photos", 1_000_000), Options.Number(args, "--times", 2), Options.Number(args, "--rounds", 3));
        var folder = Options.Text(args, "--folder") ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"fovea-bench-{photos}x{times}"));
        var home = Path.Combine(folder, "home");
        Time("library made or found", 1, () => BenchLibrary.Prepare(home, Path.Combine(folder, "photos"), photos, times));
        using var services = BenchLibrary.Open(home, times);
        var (catalog, space) = (services.GetRequiredService<IPhotoCatalog>(), services.GetRequiredService<IDualEncoder>().Space);
        var (factory, store) = (services.GetRequiredService<IVectorIndexFactory>(), new SegmentStore(home));
        Say($"{photos} vectors of {space.Dimensions} numbers");

        var sum = 0L;
        Time("vectors read from the catalog", rounds, () => catalog.ReadEmbeddings(space, (id, _) => sum += id.Value, CancellationToken.None));
        IVectorIndex? built = null;
        Time("index built from the catalog", rounds, () =>
        {
            built = null;
            Collect();
            var builder = factory.CreateBuilder(space, photos);
            catalog.ReadEmbeddings(space, builder.Add, CancellationToken.None);
            built = builder.Build();
        });
        Time("saved", rounds, () =>
        {
            store.Discard(space);
            store.Save(built!, "bench", 1);
        });
        StoredIndex? opened = null;
        Time("opened", rounds, () =>
        {
            opened = null;
            Collect();
            opened = store.Open(space, "bench");
        });
        var random = new Random(1);
        var queries = Enumerable.Range(0, Queries).Select(_ => Near(built!, random, space.Dimensions)).ToArray();
        Time("first search of what was opened", 1, () => opened!.Index.Search(queries[0], 100, null, CancellationToken.None));
        foreach (var (name, index) in (ReadOnlySpan<(string, IVectorIndex)>)[("built", built!), ("opened", opened!.Index)])
        {
            var taken = new double[Queries * 4];
            for (var i = 0; i < taken.Length; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                index.Search(queries[i % Queries], 100, null, CancellationToken.None);
                taken[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }

            var later = taken[Queries..].Order().ToArray();
            Say(string.Create(CultureInfo.InvariantCulture, $"search of what was {name}: {taken[..Queries].Order().ElementAt(Queries / 2):F1} ms when new, then {later[later.Length / 2]:F1}"));
        }

        Say($"resident {Environment.WorkingSet >> 20} MB");
        SearchByText(services);
        return 0;
    }

    // All that a search does, beside the encoding of its text alone.
    private static void SearchByText(ServiceProvider services)
    {
        var (searcher, texts) = (services.GetRequiredService<Searcher>(), services.GetRequiredService<IDualEncoder>().Texts);
        searcher.Warm(CancellationToken.None);
        var number = 0;
        var medians = Rounds.Median(
            101,
            () => texts.Encode(Questions.Text(number++), CancellationToken.None),
            () => searcher.Search(new SearchRequest { Text = Questions.Text(number++) }, CancellationToken.None));
        Say(string.Create(CultureInfo.InvariantCulture, $"text encoded {medians[0]:F2} ms, searched for {medians[1]:F2} ms"));
    }

    // A photo with as much of something else.
    private static float[] Near(IVectorIndex index, Random random, int dimensions)
    {
        var vector = new float[dimensions];
        var ids = index.Search(new float[dimensions], 1000, null, CancellationToken.None);
        index.TryRead(ids[random.Next(ids.Count)].Id, vector);
        for (var i = 0; i < dimensions; i++) vector[i] += 0.05f * (random.NextSingle() - 0.5f);
        return vector;
    }

    private static void Time(string what, int rounds, Action job)
    {
        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            job();
            times[i] = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {times.Order().ElementAt(rounds / 2):F3} s, best {times.Min():F3}"));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static void Say(string text) => Console.WriteLine(text);
}
