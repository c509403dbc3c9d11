using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Fovea.Bench.Vectors.Data;
using Fovea.Bench.Vectors.Peers;

namespace Fovea.Bench.Vectors;

/// <summary>Exact search over all vectors: our index beside brute force in .NET and FAISS, over data that can be told to be realistic.</summary>
internal static class VectorBench
{
    private const int BatchedQueries = 32;

    public static int Run(string[] args)
    {
        var options = VectorBenchOptions.Parse(args);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, Vector<float> of {Vector<float>.Count}"));
        try
        {
            var (one, two) = (MemorySpeed.Measure(1), MemorySpeed.Measure(2));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory read by one thread at {one:F1} GB/s, by two at {two:F1} GB/s"));
            foreach (var rows in options.Rows) Run(options, rows, options.Bandwidth ?? Math.Max(one, two));
            return 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    private static void Run(VectorBenchOptions options, int rows, double bandwidth)
    {
        using var data = BenchData.Open(options, rows);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Data}: {rows:N0} vectors of {data.Rows.Dimensions} numbers ({data.Rows.Path})"));
        foreach (var note in data.Notes) Console.WriteLine(note);

        using var index = OurIndex.Build(data.Rows, options.Stored);
        var ours = index.Contenders().ToArray();

        // Before the compiler has seen what is worth optimising: what the command line feels.
        var start = Stopwatch.GetTimestamp();
        ours[0].Search(new Question(data.Queries, data.Queries.Length - 1, 1, options.Wanted[0], null));
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  index built in {index.BuildSeconds:F2} s, {index.Memory / 1e6:F0} MB resident ({(double)index.Memory / rows:F0} bytes a vector); first search {first:F1} ms; {index.Others(data.Queries)}"));

        var peers = new List<Contender>();
        using var faiss = AddPeers(options, data, peers);
        Contests(options, data, [.. ours, .. peers], bandwidth);
    }

    private static FaissPeer? AddPeers(VectorBenchOptions options, BenchData data, List<Contender> peers)
    {
        if (TensorPrimitivesScan.Problem(data.Rows) is { } tooMany)
        {
            Console.WriteLine($"  peers: skipped, {tooMany}");
            return null;
        }

        if (options.Peers.Contains("tensor"))
        {
            var scan = TensorPrimitivesScan.Read(data.Rows);
            peers.AddRange([scan.On(1), scan.On(2)]);
        }

        if (!options.Peers.Contains("faiss")) return null;
        var (faiss, problem) = FaissPeer.Start(options.Python, data);
        Console.WriteLine($"  {faiss?.About ?? $"FAISS: skipped, {options.Python}: {problem}"}");
        if (faiss is not null) peers.AddRange([faiss.On(1, 1), faiss.On(Environment.ProcessorCount, 1), faiss.On(Environment.ProcessorCount, BatchedQueries)]);
        return faiss;
    }

    private static void Contests(VectorBenchOptions options, BenchData data, IReadOnlyList<Contender> contenders, double bandwidth)
    {
        var asked = data.Queries[..Math.Min(options.Rounds, data.Queries.Length)];
        var truth = Truth.Find(data.Rows, asked, options.Wanted.Max(), null);
        foreach (var wanted in options.Wanted)
        {
            var measured = Contest.Run(contenders, data.Queries, options.Rounds, wanted, null, truth);
            ContestTable.Print(Title(options, wanted, "no filter"), measured, bandwidth, limits: true);
        }

        var filtering = contenders.Where(contender => contender.Filters).ToArray();
        foreach (var filter in options.Filters.SelectMany(IEnumerable<BenchFilter> (percent) => [BenchFilter.Scattered(data.Rows.Count, percent), BenchFilter.Range(data.Rows.Count, percent)]))
        {
            var filtered = Truth.Find(data.Rows, asked, options.Wanted[0], filter);
            var measured = Contest.Run(filtering, data.Queries, options.Rounds, options.Wanted[0], filter, filtered);
            ContestTable.Print(Title(options, options.Wanted[0], filter.Name), measured, bandwidth, limits: false);
        }
    }

    private static string Title(VectorBenchOptions options, int wanted, string filter) =>
        string.Create(CultureInfo.InvariantCulture, $"the best {wanted:N0}, {filter}, {options.Rounds} rounds in turns, each with another query:");
}
