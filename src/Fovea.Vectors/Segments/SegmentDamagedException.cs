namespace Fovea.Vectors.Segments;

/// <summary>A segment's file does not hold, or no longer holds, what was written. The catalog does, so the segment can be made anew.</summary>
/// <param name="path">The file.</param>
/// <param name="reason">What is wrong.</param>
/// <param name="cause">What was thrown, if something was.</param>
public sealed class SegmentDamagedException(string path, string reason, Exception? cause = null)
    : Exception($"The segment {path} cannot be used: {reason}.", cause)
{
    /// <summary>The file.</summary>
    public string Path => path;
}
