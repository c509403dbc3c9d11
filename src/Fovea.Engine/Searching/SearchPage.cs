namespace Fovea.Engine.Searching;

/// <summary>An answer: what the command line and the page both show.</summary>
public sealed record SearchPage
{
    /// <summary>The query as typed, or the path of the example.</summary>
    public required string Query { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>How many photos were looked at, after filters.</summary>
    public required long Searched { get; init; }

    /// <summary>How many photos the whole answer has, this page and all others.</summary>
    public required long Total { get; init; }

    /// <summary>How many of them are strong matches; 0 where nothing was ranked or all are taken.</summary>
    public int Strong { get; init; }

    /// <summary>How many of them are possible matches; 0 where nothing was ranked or all are taken.</summary>
    public int Possible { get; init; }

    /// <summary>Best first; equal scores by id. Without a ranking: newest first.</summary>
    public required IReadOnlyList<SearchResult> Results { get; init; }

    /// <summary>What there is to say about the query: not understood, cut off.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Where the time went.</summary>
    public required SearchTimings Timings { get; init; }
}
