namespace Fovea;

/// <summary>Small copies of photos, by the bytes they were made of: a moved photo keeps its copy, and duplicates share one.</summary>
/// <remarks>
/// Thread-safe; several processes may use the same store. Everything in it can be made again from the photos, so that nothing here
/// ever fails: a copy that cannot be read is absent, and one that cannot be written is not kept.
/// </remarks>
public interface IThumbnailStore
{
    /// <summary>The JPEG file; null if there is none, or what is there is torn.</summary>
    byte[]? Find(ContentHash hash);

    /// <summary>Keeps a copy in place of the one that is there: seen whole or not at all, whatever happens.</summary>
    void Store(ContentHash hash, ReadOnlySpan<byte> jpeg);

    /// <summary>Gives up one copy. One that is not there is no error.</summary>
    void Remove(ContentHash hash);

    /// <summary>Gives up every copy that is not of these contents, and what a crash left unfinished.</summary>
    void RemoveAllBut(IReadOnlySet<ContentHash> kept, CancellationToken cancellationToken);

    /// <summary>The bytes of all copies together.</summary>
    long MeasureBytes();
}
