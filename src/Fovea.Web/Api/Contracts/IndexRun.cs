namespace Fovea.Web.Api.Contracts;

/// <summary>How a run ended.</summary>
/// <param name="New">New photos.</param>
/// <param name="Changed">Photos whose content changed.</param>
/// <param name="Moved">Photos that were recognised at another path.</param>
/// <param name="Removed">Photos that are gone.</param>
/// <param name="Failed">Photos that failed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="PhotosPerSecond">Photos a second.</param>
/// <param name="Kept">Folders where so much was gone at once that it is kept as offline.</param>
/// <param name="Error">What ended it early; null if nothing did.</param>
/// <param name="Ended">When.</param>
internal sealed record IndexRun(
    int New,
    int Changed,
    int Moved,
    int Removed,
    int Failed,
    double Seconds,
    double PhotosPerSecond,
    IReadOnlyList<KeptItem> Kept,
    string? Error,
    DateTimeOffset? Ended);
