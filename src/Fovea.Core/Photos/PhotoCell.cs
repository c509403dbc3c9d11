namespace Fovea;

/// <summary>The little that is needed to place a photo in a grid and on a timeline before anything else is read of it.</summary>
/// <param name="Id">The photo.</param>
/// <param name="Width">Pixels of the upright picture; 0 when unknown.</param>
/// <param name="Height">Pixels of the upright picture; 0 when unknown.</param>
/// <param name="Taken">Local time at which it was taken, kind unspecified; null when unknown.</param>
/// <param name="Colour">Average colour, 0xRRGGBB; null when unknown.</param>
/// <param name="Version">The first four bytes of the content hash, big-endian: changes when the bytes change. 0 when unknown.</param>
/// <param name="IsOffline">Whether it cannot be reached now.</param>
/// <param name="IsFavourite">Whether the person marked it.</param>
public readonly record struct PhotoCell(
    PhotoId Id, int Width, int Height, DateTime? Taken, int? Colour, uint Version, bool IsOffline, bool IsFavourite);
