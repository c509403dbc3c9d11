namespace Fovea.Engine.Desktop;

/// <summary>What became of photos that were to be copied.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Copied">How many photos were copied (a RAW twin belongs to its photo).</param>
/// <param name="Failures">Those that were not, each with the reason.</param>
public sealed record ExportReport(string Folder, int Copied, IReadOnlyList<PhotoProblem> Failures);
