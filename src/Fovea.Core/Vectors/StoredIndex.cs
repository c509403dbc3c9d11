namespace Fovea;

/// <summary>An index as it was last saved.</summary>
/// <param name="Index">The index.</param>
/// <param name="Version">The <see cref="IPhotoCatalog.GetSpaceVersion"/> that it holds.</param>
public sealed record StoredIndex(IVectorIndex Index, long Version);
