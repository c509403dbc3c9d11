using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fovea.Engine.Pacing;

/// <summary>Makes this whole process give way to others.</summary>
public static partial class LowPriority
{
    private const int Nicest = 19;
    private const int OneThread = 1; // IOPRIO_WHO_PROCESS, which is a thread
    private const int IdleClass = 3 << 13; // IOPRIO_CLASS_IDLE

    /// <summary>
    /// For processor and, on Linux, disk. Cannot be taken back. Threads that start later inherit it. Where the system does not allow it, nothing
    /// happens: it is a courtesy.
    /// </summary>
    public static void Enter()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // Linux knows threads only: to set the process is to set its first thread.
                foreach (var thread in Directory.EnumerateDirectories("/proc/self/task")) EnterThread(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture));
                return;
            }

            using var process = Process.GetCurrentProcess();
            process.PriorityClass = ProcessPriorityClass.Idle;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // It goes on at its usual priority.
        }
    }

    [SupportedOSPlatform("linux")]
    private static void EnterThread(int thread)
    {
        _ = setpriority(0, thread, Nicest);
        nint setDiskPriority = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 251,
            Architecture.Arm64 => 30,
            _ => 0,
        };
        if (setDiskPriority != 0) _ = syscall(setDiskPriority, OneThread, thread, IdleClass);
    }

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int setpriority(int which, int who, int value);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint which, nint who, nint value);
#pragma warning restore IDE1006, SA1300
}
