namespace Fovea.Models;

/// <summary>One file of a model after a check.</summary>
/// <param name="Path">The file.</param>
/// <param name="Error">What is wrong with it; null when it is as it should be.</param>
public sealed record VerifiedFile(string Path, string? Error);
