using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <content>Asking whether a file is open for writing.</content>
internal static unsafe partial class Posix
{
    // f_type of local file systems (linux/magic.h): ext, XFS, Btrfs, tmpfs, F2FS, overlay, ZFS, FAT, exFAT, NTFS, bcachefs. Those of networks
    // (NFS, SMB) refuse a lease in the same words when their server has promised nothing: every photo there would seem to be written for ever.
    private static readonly long[] LocalFileSystems =
        [0xEF53, 0x58465342, 0x9123683E, 0x01021994, 0xF2F52010, 0x794C7630, 0x2FC12FC1, 0x4D44, 0x2011BAB0, 0x7366746E, 0xCA451A4E];

    /// <summary>
    /// Whether any program has the file open for writing. Linux grants a lease for reading only while nobody has
    /// (https://man7.org/linux/man-pages/man2/fcntl.2.html); it is given back at once. Of somebody else's file, and on file systems without
    /// leases (network, FUSE), it is not known, and the answer is no.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static bool IsOpenForWriting(SafeFileHandle handle)
    {
        const int setSignal = 10; // F_SETSIG
        const int setLease = 1024; // F_SETLEASE
        const int ignoredSignal = 23; // SIGURG: a program that opens the file this very moment makes the kernel send it. Its default, SIGIO, ends the process
        const int readLease = 0; // F_RDLCK
        const int noLease = 2; // F_UNLCK
        const int tryAgain = 11; // EAGAIN
        var facts = stackalloc long[64]; // struct statfs: the type comes first
        if (fstatfs(handle, facts) != 0 || !LocalFileSystems.Contains(facts[0])) return false;
        if (fcntl(handle, setSignal, ignoredSignal) != 0) return false;
        if (fcntl(handle, setLease, readLease) != 0) return Marshal.GetLastPInvokeError() == tryAgain;
        _ = fcntl(handle, setLease, noLease);
        return false;
    }

#pragma warning disable IDE1006, SA1300 // names as in libc
    [SupportedOSPlatform("linux")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle handle, int command, nint argument);

    [SupportedOSPlatform("linux")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int fstatfs(SafeFileHandle handle, long* facts);
#pragma warning restore IDE1006, SA1300
}
