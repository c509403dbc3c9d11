using System.Runtime.InteropServices;

namespace Fovea.Imaging;

/// <summary>The decoder's ends of its pipes.</summary>
internal static partial class Pipes
{
    private const int BufferSize = 32 << 10;

    // Linux; by default a pipe holds 64 KiB, and a photo of a few megabytes would wake the other side a hundred times.
    private const int SetPipeSize = 1031;
    private const int PipeSize = 1 << 20;

    /// <summary>A buffered stream over one end.</summary>
    public static BufferedStream Open(Stream stream) => new(stream, BufferSize);

    /// <summary>Makes standard input and output hold more, where the system lets us.</summary>
    public static void Widen()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = FileControl(0, SetPipeSize, PipeSize);
        _ = FileControl(1, SetPipeSize, PipeSize);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int file, int command, int argument);
}
