namespace Fovea.Engine.Files;

/// <summary>What became of reading one file: content, a failure, or "it is gone" (neither).</summary>
/// <param name="Content">The bytes; the taker disposes them.</param>
/// <param name="Failure">Why there are none.</param>
internal readonly record struct FileReading(FileContent? Content, PhotoFailure? Failure)
{
    /// <summary>Whether the file was not there any more.</summary>
    public bool IsGone => Content is null && Failure is null;
}
