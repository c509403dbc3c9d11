namespace Fovea.Models;

/// <summary>What a fetch did.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="WasThere">Whether it was there, whole and unchanged, and nothing was fetched.</param>
/// <param name="Transferred">Bytes that came over the network this time.</param>
/// <param name="FirstTrusted">Files for which no hash was known, and which are remembered from now on.</param>
public sealed record FetchReport(string Model, string Folder, bool WasThere, long Transferred, IReadOnlyList<string> FirstTrusted);
