namespace Fovea.Engine.Indexing;

/// <summary>A file that failed in this run.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Failure">Kind and reason.</param>
public sealed record FailedFile(string Path, PhotoFailure Failure);
