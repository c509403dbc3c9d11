namespace Fovea.Models;

/// <summary>A file that a fetch will ask for.</summary>
/// <param name="Path">Relative to the model folder, with forward slashes.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Size">Bytes, where known.</param>
/// <param name="Sha256">What it must be; null: whatever comes the first time.</param>
/// <param name="IsFirstUse">Whether <paramref name="Sha256"/> is what this machine got the first time, rather than what was reviewed.</param>
/// <param name="IsOptional">Whether the model does without it.</param>
public sealed record PlannedFile(string Path, Uri Address, long? Size, string? Sha256, bool IsFirstUse, bool IsOptional);
