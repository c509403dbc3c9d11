namespace Fovea.Clip;

/// <summary>What a conversion made.</summary>
/// <param name="Folder">The model folder.</param>
/// <param name="Bytes">What it takes on the disk.</param>
public sealed record ConversionReport(string Folder, long Bytes);
