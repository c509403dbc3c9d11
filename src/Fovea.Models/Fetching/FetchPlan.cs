namespace Fovea.Models;

/// <summary>What a fetch will do, before anything is connected to.</summary>
/// <param name="Model">The model.</param>
/// <param name="Server">The server that is asked.</param>
/// <param name="Proxy">The proxy through which it is asked; null: none.</param>
/// <param name="StorageHosts">Hosts to which the server may send this program for large files.</param>
/// <param name="Revision">The commit; null: what the repository has then.</param>
/// <param name="Files">The files.</param>
public sealed record FetchPlan(
    CatalogueModel Model, Uri Server, Uri? Proxy, IReadOnlyList<string> StorageHosts, string? Revision, IReadOnlyList<PlannedFile> Files)
{
    /// <summary>Files for which no hash is known.</summary>
    public IEnumerable<PlannedFile> Unknown => Files.Where(file => file.Sha256 is null && !file.IsOptional);
}
