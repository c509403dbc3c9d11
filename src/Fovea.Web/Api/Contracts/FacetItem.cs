namespace Fovea.Web.Api.Contracts;

/// <summary>A value that photos can be filtered by.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How many photos have it.</param>
internal sealed record FacetItem(string Value, long Count);
