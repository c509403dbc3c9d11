namespace Fovea.Engine.Searching;

/// <summary>What a person searches for.</summary>
public sealed record SearchRequest
{
    /// <summary>The query as typed, in the language of <c>docs/formats/query.md</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What to search by besides the text; at most 16 count. Empty: the text alone.</summary>
    public IReadOnlyList<SearchExample> Examples { get; init; } = [];

    /// <summary>What the result must pass, besides the filters in the text. Default: everything passes.</summary>
    public PhotoFilter Filter { get; init; } = new();

    /// <summary>Absolute folders that the result must lie in, besides those in the text. Empty: anywhere.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>What relative folders in the text are relative to, besides the roots; null: the roots only.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>The order. Default: best first.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>
    /// Whether <see cref="Searcher.Find"/> gives the weak matches too. Default: no. <see cref="Searcher.Search"/> takes what is nearest,
    /// whatever it is worth.
    /// </summary>
    public bool IncludeWeak { get; init; }

    /// <summary>How many results <see cref="Searcher.Search"/> skips. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many results <see cref="Searcher.Search"/> gives. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
