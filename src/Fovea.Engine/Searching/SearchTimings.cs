namespace Fovea.Engine.Searching;

/// <summary>Where the time of a search went.</summary>
/// <param name="Encode">Loading the encoder if need be, and encoding the query.</param>
/// <param name="Load">Bringing the vectors into memory; next to nothing once they are there.</param>
/// <param name="Rank">Filter and scan.</param>
/// <param name="Fetch">Reading the results' rows.</param>
/// <param name="Total">All of it.</param>
public sealed record SearchTimings(TimeSpan Encode, TimeSpan Load, TimeSpan Rank, TimeSpan Fetch, TimeSpan Total);
