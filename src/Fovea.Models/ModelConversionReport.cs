namespace Fovea.Models;

/// <summary>What a conversion made.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Bytes">What it takes on the disk.</param>
public sealed record ModelConversionReport(string Folder, long Bytes);
