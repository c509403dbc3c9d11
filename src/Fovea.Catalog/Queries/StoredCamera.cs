namespace Fovea.Catalog.Queries;

/// <summary>A maker and model as they are stored.</summary>
internal sealed record StoredCamera(string? Make, string? Model);
