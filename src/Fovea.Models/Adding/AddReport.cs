namespace Fovea.Models;

/// <summary>What an addition did.</summary>
/// <param name="Model">The model's name from now on.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Bytes">Bytes that were copied.</param>
/// <param name="Published">The model of the catalogue that it is, by the hashes of its files; null: none that is known.</param>
public sealed record AddReport(string Model, string Folder, long Bytes, string? Published);
