namespace Fovea;

/// <summary>A failed file: the kind decides what to do, the reason is for a person.</summary>
/// <param name="Kind">What sort of failure.</param>
/// <param name="Reason">One line of plain words, without the path: "cut off after 312 of 4,000 rows".</param>
public sealed record PhotoFailure(PhotoFailureKind Kind, string Reason);
