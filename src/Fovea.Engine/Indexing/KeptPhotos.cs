namespace Fovea.Engine.Indexing;

/// <summary>Photos of a root that are gone, too many to remove without being told to: kept as offline.</summary>
/// <param name="Root">The root.</param>
/// <param name="Vanished">How many are gone.</param>
/// <param name="Known">Of how many.</param>
public sealed record KeptPhotos(LibraryRoot Root, int Vanished, int Known);
