namespace Fovea;

/// <summary>What was stored of an index is not, or no longer, what was written. The catalog is whole, so the index can be made anew.</summary>
/// <param name="path">The file.</param>
/// <param name="reason">What is wrong.</param>
/// <param name="cause">What was thrown, if something was.</param>
public sealed class VectorIndexException(string path, string reason, Exception? cause = null)
    : FoveaException($"The stored vectors in {path} cannot be used: {reason}. They are made anew from the catalog; if this comes back, check the disk.", cause)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>What is wrong.</summary>
    public string Reason => reason;
}
