using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <summary>The few calls of libc that take a path as bytes: .NET's own take text, and a Linux file name need not be text.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class Posix
{
    private const int ReadOnlyFlag = 0;
    private const int Interrupted = 4; // EINTR

    /// <summary>The canonical path without links; null if it does not exist or a part of it may not be entered.</summary>
    public static string? RealPath(string path)
    {
        fixed (byte* text = ZeroTerminated(path))
        {
            var resolved = realpath(text, null);
            if (resolved is null) return null;
            try
            {
                return PathText.FromBytes(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved));
            }
            finally
            {
                free(resolved);
            }
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">Any other error.</exception>
    /// <remarks>Never waits: a pipe without a writer opens as an empty file.</remarks>
    public static SafeFileHandle OpenRead(string path)
    {
        fixed (byte* text = ZeroTerminated(path))
        {
            int descriptor;
            do descriptor = open(text, ReadOnlyFlag | CloseOnExec | NonBlocking);
            while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            if (descriptor >= 0) return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        throw LastError();
    }

    private static Exception LastError()
    {
        var error = Marshal.GetLastPInvokeError();
        var message = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            2 or 20 => new FileNotFoundException(message), // ENOENT, ENOTDIR
            1 or 13 => new UnauthorizedAccessException(message), // EPERM, EACCES
            17 or 39 or 66 => new FileExistsException(message), // EEXIST, ENOTEMPTY (of Linux, of macOS)
            18 => new OtherFileSystemException(message), // EXDEV
            _ => new IOException(message),
        };
    }

    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    private static int NonBlocking => OperatingSystem.IsMacOS() ? 0x4 : 0x800;

    private static byte[] ZeroTerminated(string path) => [.. PathText.ToBytes(path), 0];

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial byte* realpath(byte* path, byte* resolved);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial void free(void* memory);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint opendir(byte* path);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* readdir(nint stream);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int closedir(nint stream);
#pragma warning restore IDE1006, SA1300
}
