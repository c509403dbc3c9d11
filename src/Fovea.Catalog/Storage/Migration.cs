namespace Fovea.Catalog.Storage;

/// <summary>One step from a schema to the next.</summary>
/// <param name="ToVersion">The schema's number after the step.</param>
/// <param name="Sql">Statements, run in one transaction.</param>
internal sealed record Migration(int ToVersion, string Sql);
