namespace Fovea.Vectors.Segments;

/// <summary>A segment of a saved index.</summary>
/// <param name="Identity">The segment's own name.</param>
/// <param name="Count">Rows, those that no longer count among them.</param>
/// <param name="Live">For each block of rows a bit for each that counts; null: all count.</param>
internal sealed record ManifestPart(Guid Identity, int Count, ulong[]? Live);
