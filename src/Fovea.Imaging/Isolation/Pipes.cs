using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Fovea.Imaging;

/// <summary>The decoder's ends of its pipes.</summary>
internal static partial class Pipes
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const int BufferSize = 32 << 10;

    // Linux; by default a pipe holds 64 KiB, and a photo of a few megabytes would wake the other side a hundred times.
    private const int SetPipeSize = 1031;
    private const int PipeSize = 1 << 20;

    /// <summary>
    /// Standard output for this program alone: what a codec prints goes to standard error from now on, and not between two messages.
    /// </summary>
    /// <param name="output">What to use where the system has no such means.</param>
    public static Stream Claim(Stream output)
    {
        if (OperatingSystem.IsWindows()) return output;
        var own = Duplicate(StandardOutput);
        if (own < 0) return output;
        _ = Replace(StandardError, StandardOutput);
        return new FileStream(new SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>A buffered stream over one end.</summary>
    public static BufferedStream Open(Stream stream) => new(stream, BufferSize);

    /// <summary>Makes both pipes hold more, where the system lets us.</summary>
    /// <param name="output">What <see cref="Claim"/> gave.</param>
    public static void Widen(Stream output)
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = FileControl(StandardInput, SetPipeSize, PipeSize);
        var file = output is FileStream own ? (int)own.SafeFileHandle.DangerousGetHandle() : StandardOutput;
        _ = FileControl(file, SetPipeSize, PipeSize);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int file);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Replace(int file, int replaced);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int file, int command, int argument);
}
