namespace Fovea.Clip;

/// <summary>The full check of one file.</summary>
/// <param name="Path">Relative to the model folder, with forward slashes.</param>
/// <param name="State">What was found.</param>
/// <param name="Sha256">The file's hash now, 64 lower-case hexadecimal digits; null when it was not computed.</param>
/// <param name="Message">What is wrong and what to do; null when nothing is.</param>
public sealed record ModelFileCheck(string Path, ModelFileState State, string? Sha256, string? Message);
