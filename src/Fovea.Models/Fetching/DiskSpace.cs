namespace Fovea.Models;

/// <summary>Whether a disk has room, before and when it has not.</summary>
internal static class DiskSpace
{
    private const int LinuxFull = 28;
    private const int LinuxQuota = 122;
    private const int WindowsFull = unchecked((int)0x80070070);
    private const int WindowsHandleFull = unchecked((int)0x80070027);

    /// <summary>Whether a write failed because there was no room.</summary>
    public static bool IsFull(IOException error) => error.HResult is LinuxFull or LinuxQuota or WindowsFull or WindowsHandleFull;

    /// <summary>Makes sure that there is room.</summary>
    /// <exception cref="FetchException">There is not.</exception>
    public static void Require(string folder, long bytes)
    {
        if (Free(folder) is not { } free || free >= bytes) return;
        throw new FetchException(
            $"The disk of {folder} has {Megabytes(free)} free, and {Megabytes(bytes)} are needed. Make room there, or put Fovea's data elsewhere: --home FOLDER.");
    }

    /// <summary>The error for a disk that became full.</summary>
    public static FetchException Full(string folder, IOException cause) =>
        new($"The disk of {folder} is full. Make room and run the same command again: it goes on where it stopped.", cause);

    /// <summary>Bytes, as people read them.</summary>
    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:N1} MB");

    private static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Not every file system tells; a full disk is told when it is.
            return null;
        }
    }
}
