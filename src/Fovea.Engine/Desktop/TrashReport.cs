namespace Fovea.Engine.Desktop;

/// <summary>What became of photos that were to go to the trash, or to come back.</summary>
/// <param name="Undo">
/// What <see cref="PhotoTrash.Undo"/> takes to bring them back, for as long as it is remembered; after an undo, those that could not come
/// back and may be tried again. Null: there is nothing to bring back, or the system's trash does not let programs do it.
/// </param>
/// <param name="Moved">How many photos were moved.</param>
/// <param name="Failures">Those that were not, each with the reason.</param>
public sealed record TrashReport(string? Undo, int Moved, IReadOnlyList<PhotoProblem> Failures);
