using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <content>What changes folders: moving without ever replacing, creating without ever opening what is there.</content>
internal static unsafe partial class Posix
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW

    /// <summary>The number of the user whose rights this process has.</summary>
    public static uint UserId() => geteuid();

    /// <summary>Moves a file or link to another name of the same file system, where nothing may be.</summary>
    /// <exception cref="FileExistsException">Something is there.</exception>
    /// <exception cref="OtherFileSystemException">The new place lies on another file system.</exception>
    /// <exception cref="FileNotFoundException">The file or the new folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    /// <exception cref="IOException">Any other error.</exception>
    public static void Move(string from, string to)
    {
        const uint noReplace = 1; // RENAME_NOREPLACE
        const uint exclusive = 4; // RENAME_EXCL
        fixed (byte* old = ZeroTerminated(from), next = ZeroTerminated(to))
        {
            int result;
            try
            {
                result = OperatingSystem.IsMacOS() ? renamex_np(old, next, exclusive) : renameat2(CurrentFolder, old, CurrentFolder, next, noReplace);
            }
            catch (EntryPointNotFoundException)
            {
                result = MoveAfterLook(to, old, next);
            }

            // EINVAL, ENOSYS, ENOTSUP: some file systems cannot promise it (NFS, FAT through FUSE).
            if (result != 0 && Marshal.GetLastPInvokeError() is 22 or 38 or 45 or 95) result = MoveAfterLook(to, old, next);
            if (result != 0) throw LastError();
        }
    }

    /// <summary>Creates a folder for its owner alone.</summary>
    /// <exception cref="FileExistsException">Something is there.</exception>
    /// <exception cref="IOException">Any other error.</exception>
    public static void CreatePrivateFolder(string path)
    {
        fixed (byte* text = ZeroTerminated(path))
        {
            if (mkdir(text, 0x1C0) != 0) throw LastError(); // 0700
        }
    }

    /// <summary>Creates a file for its owner alone and opens it for writing.</summary>
    /// <exception cref="FileExistsException">Something is there.</exception>
    /// <exception cref="IOException">Any other error.</exception>
    [SupportedOSPlatform("linux")]
    public static SafeFileHandle CreateNew(string path)
    {
        const int writeCreateExclusive = 0x1 | 0x40 | 0x80; // O_WRONLY | O_CREAT | O_EXCL
        fixed (byte* text = ZeroTerminated(path))
        {
            var descriptor = openat(CurrentFolder, text, writeCreateExclusive | CloseOnExec, 0x180); // 0600
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError();
        }
    }

    /// <summary>Deletes a file or link; whether it was there.</summary>
    public static bool Delete(string path)
    {
        fixed (byte* text = ZeroTerminated(path)) return unlink(text) == 0;
    }

    /// <summary>What is at a path, links not followed; null if nothing is there or it cannot be found out.</summary>
    [SupportedOSPlatform("linux")]
    public static FileFacts? Look(string path)
    {
        const uint basicAndMount = 0x7FF | 0x1000; // STATX_BASIC_STATS | STATX_MNT_ID
        var buffer = stackalloc byte[256]; // struct statx: the same on every architecture
        fixed (byte* text = ZeroTerminated(path))
        {
            if (statx(CurrentFolder, text, NoFollow, basicAndMount, buffer) != 0) return null;
        }

        return new FileFacts(
            Owner: *(uint*)(buffer + 20),
            Mode: *(ushort*)(buffer + 28),
            FileSystem: new FileSystemId(*(ulong*)(buffer + 136), *(ulong*)(buffer + 144)));
    }

    private static int MoveAfterLook(string to, byte* old, byte* next)
    {
        if (Exists(to)) throw new FileExistsException(to);
        return rename(old, next);
    }

    /// <summary>Whether anything, a link that leads nowhere included, is at a path.</summary>
    public static bool Exists(string path)
    {
        var buffer = stackalloc byte[1];
        fixed (byte* text = ZeroTerminated(path))
        {
            // EINVAL: it is there and no link.
            return readlink(text, buffer, 1) >= 0 || Marshal.GetLastPInvokeError() == 22;
        }
    }

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial uint geteuid();

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int rename(byte* from, byte* to);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int renameat2(int fromFolder, byte* from, int toFolder, byte* to, uint flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int renamex_np(byte* from, byte* to, uint flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int mkdir(byte* path, uint mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int openat(int folder, byte* path, int flags, uint mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlink(byte* path);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint readlink(byte* path, byte* buffer, nint size);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int folder, byte* path, int flags, uint mask, byte* result);
#pragma warning restore IDE1006, SA1300
}
