using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <summary>
/// Stamps of files, in the ways they are met. A time outside the years 1 to 9999, which file systems can store and .NET cannot say,
/// is 0; what has no length (a pipe, a socket) is 0 long.
/// </summary>
internal static class FileStamps
{
    private static readonly long MinSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static FileStamp Of(SafeFileHandle handle)
    {
        var size = 0L;
        try
        {
            size = RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException)
        {
            // A pipe.
        }

        try
        {
            return new FileStamp(size, File.GetLastWriteTimeUtc(handle).Ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new FileStamp(size, 0);
        }
    }

    public static FileStamp Of(FileInfo file)
    {
        try
        {
            return new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new FileStamp(file.Length, 0);
        }
    }

    public static FileStamp Of(ref FileSystemEntry file)
    {
        try
        {
            return new FileStamp(file.Length, file.LastWriteTimeUtc.UtcTicks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new FileStamp(file.Length, 0);
        }
    }

    /// <summary>From what Linux says.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="seconds">Seconds since 1970, in UTC.</param>
    /// <param name="nanoseconds">And nanoseconds.</param>
    public static FileStamp Of(long size, long seconds, uint nanoseconds)
    {
        var isInRange = seconds >= MinSeconds && seconds <= MaxSeconds;
        return new FileStamp(size, isInRange ? DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick) : 0);
    }
}
