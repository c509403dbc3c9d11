namespace Fovea.Web.Api.Contracts;

/// <summary>A page of an answer.</summary>
/// <param name="Query">The query as typed.</param>
/// <param name="Set">The key of the whole answer, for its layout; kept for a while.</param>
/// <param name="Model">The model's name.</param>
/// <param name="IsRanked">Whether there was something to rank by; if not, newest first.</param>
/// <param name="Order">relevance or date.</param>
/// <param name="Counts">How many photos, by what became of them.</param>
/// <param name="ElapsedMs">Where the time went.</param>
/// <param name="Messages">What there is to say about the query: not understood, cut off.</param>
/// <param name="Items">The photos, in the answer's order.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record SearchAnswer(
    string Query,
    string Set,
    string Model,
    bool IsRanked,
    string Order,
    SearchCounts Counts,
    SearchElapsed ElapsedMs,
    IReadOnlyList<string> Messages,
    IReadOnlyList<PhotoItem> Items,
    string? Next);
