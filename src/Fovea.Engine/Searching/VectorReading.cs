namespace Fovea.Engine.Searching;

/// <summary>How far the reading of a library's vectors is: a moment for ten thousand, seconds for a million, and only where none are saved.</summary>
/// <param name="Done">Vectors read.</param>
/// <param name="Total">Vectors to read; equal to <paramref name="Done"/> at the end, also when reading was given up.</param>
public sealed record VectorReading(int Done, int Total);
