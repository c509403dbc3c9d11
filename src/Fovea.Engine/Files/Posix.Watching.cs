using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <content>inotify (https://man7.org/linux/man-pages/man7/inotify.7.html). .NET's watcher does not tell when a file is closed.</content>
internal static unsafe partial class Posix
{
    private const int NoSpace = 28; // ENOSPC: fs.inotify.max_user_watches

    /// <summary>Opens a queue of events; null where the user has as many as the system allows.</summary>
    [SupportedOSPlatform("linux")]
    public static SafeFileHandle? OpenWatchQueue()
    {
        var descriptor = inotify_init1(0x80000); // IN_CLOEXEC
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Watches a folder or file; the number of the watch, -1 where it is not there or may not be read, -2 where the system watches no more.</summary>
    [SupportedOSPlatform("linux")]
    public static int AddWatch(SafeFileHandle queue, string path, uint events)
    {
        fixed (byte* text = ZeroTerminated(path))
        {
            var watch = inotify_add_watch(queue, text, events);
            return watch >= 0 ? watch : Marshal.GetLastPInvokeError() == NoSpace ? -2 : -1;
        }
    }

    /// <summary>Ends a watch.</summary>
    [SupportedOSPlatform("linux")]
    public static void RemoveWatch(SafeFileHandle queue, int watch) => _ = inotify_rm_watch(queue, watch);

    /// <summary>Waits for events and reads as many as there is room for; 0 when the queue was closed.</summary>
    [SupportedOSPlatform("linux")]
    public static int ReadEvents(SafeFileHandle queue, Span<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            nint count;
            do count = read(queue, bytes, buffer.Length);
            while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return (int)Math.Max(count, 0);
        }
    }

    /// <summary>Whether a new entry is complete at once: a link, or another name of a file that was there.</summary>
    [SupportedOSPlatform("linux")]
    public static bool IsLinked(string path)
    {
        const uint typeAndLinks = 0x1 | 0x4; // STATX_TYPE | STATX_NLINK
        var facts = stackalloc byte[256];
        fixed (byte* text = ZeroTerminated(path))
        {
            return statx(CurrentFolder, text, NoFollow, typeAndLinks, facts) == 0 && (TypeOf(facts) == 0xA000 || *(uint*)(facts + 16) > 1);
        }
    }

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_init1(int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_add_watch(SafeFileHandle queue, byte* path, uint mask);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int inotify_rm_watch(SafeFileHandle queue, int watch);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle file, byte* buffer, nint count);
#pragma warning restore IDE1006, SA1300
}
