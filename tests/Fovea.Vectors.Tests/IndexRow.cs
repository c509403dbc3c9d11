namespace Fovea.Vectors.Tests;

/// <summary>A photo's id and stored vector.</summary>
public sealed record IndexRow(PhotoId Id, Half[] Vector);
