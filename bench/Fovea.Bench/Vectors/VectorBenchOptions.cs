using System.Globalization;

namespace Fovea.Bench.Vectors;

/// <summary>What the vector benchmark was asked for.</summary>
internal sealed class VectorBenchOptions
{
    /// <summary>random, clusters, cone, real or real-like. Default: random.</summary>
    public required string Data { get; init; }

    /// <summary>How many vectors, one table each. Default: 100,000.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>Numbers in a vector. Default: 512; 256 for real.</summary>
    public required int Dimensions { get; init; }

    /// <summary>How many results. Default: 100.</summary>
    public required IReadOnlyList<int> Wanted { get; init; }

    /// <summary>Timed queries a row of the table. Default: 31.</summary>
    public required int Rounds { get; init; }

    /// <summary>Per cent of the photos that filters let through, as random ids and as one range. Default: none.</summary>
    public required IReadOnlyList<int> Filters { get; init; }

    /// <summary>Where made vectors are kept. Default: a folder in the temporary one.</summary>
    public required string Cache { get; init; }

    /// <summary>Photos for real data. Default: none.</summary>
    public string? Photos { get; init; }

    /// <summary>Lines of <c>path TAB caption</c>. Default: a captions.tsv among the photos.</summary>
    public string? Captions { get; init; }

    /// <summary>The model for real data. Default: the starter in the repository.</summary>
    public required string Model { get; init; }

    /// <summary>Where the index is saved, to search what is opened again. Default: null, what was built is searched.</summary>
    public string? Stored { get; init; }

    /// <summary>The peers beside us: tensor, faiss. Default: both.</summary>
    public required IReadOnlyList<string> Peers { get; init; }

    /// <summary>The Python that has FAISS. Default: /usr/bin/python3.</summary>
    public required string Python { get; init; }

    /// <summary>What the memory is taken to deliver, GB/s: gives the least time that a search could take. Default: null, it is measured.</summary>
    public int? Bandwidth { get; init; }

    public static VectorBenchOptions Parse(string[] args)
    {
        var data = Options.Text(args, "--data") ?? "random";
        return new VectorBenchOptions
        {
            Data = data,
            Rows = Numbers(args, "--rows", "100000"),
            Dimensions = Options.Number(args, "--dimensions", data == "real" ? 256 : 512),
            Wanted = Numbers(args, "--k", "100"),
            Rounds = Options.Number(args, "--rounds", 31),
            Filters = Numbers(args, "--filters", ""),
            Cache = Path.GetFullPath(Options.Text(args, "--cache") ?? Path.Combine(Path.GetTempPath(), "fovea-bench-vectors")),
            Photos = Options.Text(args, "--photos"),
            Captions = Options.Text(args, "--captions"),
            Model = Options.Text(args, "--model") ?? Path.Combine("models", "starter"),
            Stored = Options.Text(args, "--stored"),
            Peers = Words(args, "--peers", "tensor,faiss"),
            Python = Options.Text(args, "--python") ?? "/usr/bin/python3",
            Bandwidth = Options.Text(args, "--bandwidth") is { } speed ? int.Parse(speed, CultureInfo.InvariantCulture) : null,
        };
    }

    private static string[] Words(string[] args, string name, string standard) =>
        (Options.Text(args, name) ?? standard).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int[] Numbers(string[] args, string name, string standard) =>
        [.. Words(args, name, standard).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
}
