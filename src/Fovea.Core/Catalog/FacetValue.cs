namespace Fovea;

/// <summary>A value that a filter can ask for.</summary>
/// <param name="Value">The value, as <see cref="PhotoFacets"/> says for each list.</param>
/// <param name="Count">How many indexed photos have it; at least 1.</param>
public sealed record FacetValue(string Value, long Count);
