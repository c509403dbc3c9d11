namespace Fovea;

/// <summary>What became of a space since an earlier version, besides the vectors that came.</summary>
/// <param name="Version">The version now.</param>
/// <param name="Removed">The photos that had a vector then and have none now.</param>
public sealed record EmbeddingChanges(long Version, PhotoBitmap Removed);
