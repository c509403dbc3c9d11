namespace Fovea.Query;

/// <summary>The query and what there is to say about its text.</summary>
/// <param name="Query">What to search.</param>
/// <param name="Diagnostics">In the order of the text; empty when everything was understood.</param>
public sealed record ParsedQuery(SearchQuery Query, IReadOnlyList<QueryDiagnostic> Diagnostics);
