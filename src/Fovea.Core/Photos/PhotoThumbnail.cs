namespace Fovea;

/// <summary>A small upright copy of a photo: sRGB, transparency on white, without metadata.</summary>
/// <param name="Jpeg">The JPEG file; the receiver's.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Colour">The average of its pixels, 0xRRGGBB.</param>
public sealed record PhotoThumbnail(ReadOnlyMemory<byte> Jpeg, int Width, int Height, int Colour);
