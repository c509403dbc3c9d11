namespace Fovea.Query;

/// <summary>A part of the query that was not understood as its writer may have meant it.</summary>
/// <param name="Message">One sentence for a person: what, why, and how it was searched instead.</param>
/// <param name="Start">Where it starts in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is, at least 1.</param>
public sealed record QueryDiagnostic(string Message, int Start, int Length);
