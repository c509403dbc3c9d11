namespace Fovea.Engine.Searching;

/// <summary>A picture that somebody brought along, ready to search by.</summary>
/// <param name="Vector">Its unit vector in the model's space: for <see cref="SearchExample.Picture"/>.</param>
/// <param name="Metadata">What it says of itself.</param>
public sealed record EncodedPicture(ReadOnlyMemory<float> Vector, PhotoMetadata Metadata);
