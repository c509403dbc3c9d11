namespace Fovea.Engine.Indexing;

/// <summary>What a worker made of one file: a change that is ready, a picture that still needs its vector, or nothing (it is gone).</summary>
/// <param name="Item">The work.</param>
/// <param name="Change">A change that needs no encoder.</param>
/// <param name="Photo">The change to complete with a vector.</param>
/// <param name="Tile">The pixels to encode; the encoder's side disposes them.</param>
internal sealed record PreparedPhoto(WorkItem Item, CatalogChange? Change, CatalogChange.Indexed? Photo = null, PixelTile? Tile = null);
