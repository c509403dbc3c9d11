namespace Fovea.Clip;

/// <summary>One file in a model's manifest.</summary>
/// <param name="Path">Relative to the model folder, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record ManifestFile(string Path, long Size, string Sha256);
