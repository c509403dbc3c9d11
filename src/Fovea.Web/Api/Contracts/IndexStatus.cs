namespace Fovea.Web.Api.Contracts;

/// <summary>What indexing does now.</summary>
/// <param name="State">idle, waiting, scanning, indexing, paused or stopping.</param>
/// <param name="Holder">The other process that it waits for; null if it waits for none.</param>
/// <param name="Scanned">Files seen so far.</param>
/// <param name="Total">Photos to work on.</param>
/// <param name="Done">Photos worked on.</param>
/// <param name="Failed">Of them failed.</param>
/// <param name="Rate">Photos a second.</param>
/// <param name="RemainingSeconds">An estimate; null unknown.</param>
/// <param name="NextModel">The model that the photos are encoded with while another one goes on answering; null: the one in use.</param>
/// <param name="Last">The last run; null if there was none since the server started.</param>
/// <param name="Revision">Grows with every change.</param>
internal sealed record IndexStatus(
    string State,
    string? Holder,
    int Scanned,
    int Total,
    int Done,
    int Failed,
    double Rate,
    double? RemainingSeconds,
    string? NextModel,
    IndexRun? Last,
    long Revision);
