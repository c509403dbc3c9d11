namespace Fovea.Engine.Searching;

/// <summary>
/// Everything that is in an answer, in order, as ids and scores alone: pages of it are read when they are looked at
/// (<see cref="Searcher.GetPage"/>). Immutable; it stays as it was when the library changes.
/// </summary>
public sealed class ResultSet
{
    private readonly PhotoId[] _ids;
    private readonly float[]? _scores;
    private readonly BandCounts _bands;

    /// <param name="ids">The photos in order. Not copied.</param>
    /// <param name="scores">Their scores; null when nothing was ranked. Not copied.</param>
    /// <param name="bands">How the ids divide; all zero when nothing was ranked.</param>
    internal ResultSet(PhotoId[] ids, float[]? scores, BandCounts bands)
    {
        _ids = ids;
        _scores = scores;
        _bands = bands;
    }

    /// <summary>The query as typed.</summary>
    public required string Query { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The order.</summary>
    public required SearchOrder Order { get; init; }

    /// <summary>How many photos were looked at, after filters.</summary>
    public required long Searched { get; init; }

    /// <summary>How many weak matches there are, whether they are part of the set or not.</summary>
    public required int Weak { get; init; }

    /// <summary>What there is to say about the query: not understood, cut off, gone.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>Where the time went; nothing was fetched yet.</summary>
    public required SearchTimings Timings { get; init; }

    /// <summary>How many photos are in the set.</summary>
    public int Count => _ids.Length;

    /// <summary>Whether there was something to rank by.</summary>
    public bool IsRanked => _scores is not null;

    /// <summary>How many of the set are strong matches.</summary>
    public int Strong => _bands.Strong;

    /// <summary>How many of the set are possible matches.</summary>
    public int Possible => _bands.Possible;

    /// <summary>The photos in order.</summary>
    public ReadOnlySpan<PhotoId> Ids => _ids;

    /// <summary>Cosine similarities by position; empty when nothing was ranked.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>How sure the match at a position is.</summary>
    public MatchStrength StrengthAt(int position) => _bands.At(position);
}
