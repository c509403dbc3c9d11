namespace Fovea.Web.Api.Contracts;

/// <summary>Where the time of a search went, in milliseconds.</summary>
/// <param name="Encode">Loading the encoder if need be, and encoding the query.</param>
/// <param name="Load">Bringing the vectors into memory.</param>
/// <param name="Rank">Filter and scan.</param>
/// <param name="Fetch">Reading the rows of this page.</param>
/// <param name="Total">All of it.</param>
internal sealed record SearchElapsed(double Encode, double Load, double Rank, double Fetch, double Total);
