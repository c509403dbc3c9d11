namespace Fovea.Engine.Scanning;

/// <summary>A folder that a walk has found and not yet entered.</summary>
/// <param name="path">Its path as the root's is written.</param>
/// <param name="real">Its path without links.</param>
internal sealed class PendingFolder(string path, string real)
{
    public string Path { get; } = path;

    public string Real { get; } = real;

    /// <summary>What it holds, if it was read ahead.</summary>
    public FolderListing? Listing { get; private set; }

    /// <summary>Why it could not be read.</summary>
    public Exception? Error { get; private set; }

    public bool IsRead => Listing is not null || Error is not null;

    public void Read(LibraryRoot root, string realRoot)
    {
        try
        {
            Listing = FolderListing.Read(root, Path, realRoot);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Error = e;
        }
    }
}
