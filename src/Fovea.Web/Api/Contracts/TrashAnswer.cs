namespace Fovea.Web.Api.Contracts;

/// <summary>What was moved to the system's trash.</summary>
/// <param name="Undo">What undoes it; null when nothing was moved.</param>
/// <param name="Moved">How many photos were moved.</param>
/// <param name="Failed">Those that were not.</param>
internal sealed record TrashAnswer(string? Undo, int Moved, IReadOnlyList<FileFailure> Failed);
