namespace Fovea.Query;

/// <summary>What a person asked for: a description to rank by and filters that decide which photos may appear.</summary>
public sealed record SearchQuery
{
    /// <summary>
    /// The description first, as one text (there is none when the query is only filters or subtractions), then the subtracted
    /// concepts in the order they were written. Empty: nothing to rank by; list by date.
    /// </summary>
    public IReadOnlyList<QueryTerm> Terms { get; init; } = [];

    /// <summary>
    /// Folders as they were written, relative or absolute: a photo must lie in or below one of them. Empty: anywhere. On Linux a name
    /// may hold bytes that are not text, as lone surrogates (<see cref="PathText"/>).
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Taken at or after this local time, kind unspecified. Null: no lower bound.</summary>
    public DateTime? TakenFrom { get; init; }

    /// <summary>Taken before this local time, kind unspecified. Null: no upper bound. Not always later than <see cref="TakenFrom"/>.</summary>
    public DateTime? TakenBefore { get; init; }

    /// <summary>Whether nothing was asked at all.</summary>
    public bool IsEmpty => Terms.Count == 0 && Folders.Count == 0 && TakenFrom is null && TakenBefore is null;
}
