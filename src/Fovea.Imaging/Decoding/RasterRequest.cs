namespace Fovea.Imaging;

/// <summary>One picture to decode.</summary>
/// <param name="Content">Its format for the metadata, and the coder that reads it.</param>
/// <param name="Plan">The tile that is wanted of an upright picture of a given width and height.</param>
/// <param name="Raw">The RAW file that the picture comes from, if any.</param>
internal sealed record RasterRequest(FileContent Content, Func<int, int, ResizePlan> Plan, RawBlocks? Raw);
