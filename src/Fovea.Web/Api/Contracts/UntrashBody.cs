namespace Fovea.Web.Api.Contracts;

/// <summary>What to undo.</summary>
/// <param name="Undo">As the answer to moving said.</param>
internal sealed record UntrashBody(string Undo);
