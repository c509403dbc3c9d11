namespace Fovea.Clip;

/// <summary>Queries, keys or values as they were found: a layer of their own, or a third of one.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Third">Which third of its outputs; null: all.</param>
internal sealed record PartMatch(LayerMatch Layer, int? Third);
