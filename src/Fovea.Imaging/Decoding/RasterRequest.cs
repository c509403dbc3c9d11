namespace Fovea.Imaging;

/// <summary>One picture to decode.</summary>
/// <param name="Content">Its format for the metadata, and the coder that reads it.</param>
/// <param name="Order">What is wanted of it.</param>
/// <param name="Raw">The RAW file that the picture comes from, if any.</param>
internal sealed record RasterRequest(FileContent Content, PictureOrder Order, RawBlocks? Raw);
