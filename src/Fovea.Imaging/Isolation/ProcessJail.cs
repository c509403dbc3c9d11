using System.Runtime.InteropServices;

namespace Fovea.Imaging;

/// <summary>
/// What a decoder's process gives up before it sees the first byte of a photo. Everything here is a second wall: what a system does not
/// offer is left out, and the parent's limits hold all the same.
/// </summary>
internal static partial class ProcessJail
{
    private const int ResourceFileSize = 1;
    private const int ResourceData = 2;
    private const int ResourceCore = 4;
    private const int NoNewPrivileges = 38;

    private const ulong MostFileBytes = 2UL << 30;

    /// <summary>Locks the process in. Threads that the caller starts later are locked in most tightly.</summary>
    /// <param name="maxMemory">Most bytes of private memory; 0: no limit.</param>
    /// <param name="folder">Where temporary files may be written.</param>
    public static void Enter(long maxMemory, string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        BeFirstToGo();

        // A crash is an outcome here; nobody wants a core dump of a holiday photo.
        _ = SetLimit(ResourceCore, new Limit());

        // Private memory that can be written, not address space: the runtime reserves far more of that than it uses.
        if (maxMemory > 0) _ = SetLimit(ResourceData, new Limit { Soft = (ulong)maxMemory, Hard = (ulong)maxMemory });
        _ = SetLimit(ResourceFileSize, new Limit { Soft = MostFileBytes, Hard = MostFileBytes });
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0) return;
        FileJail.Enter(folder);
        SystemCallFilter.Install();
    }

    // If the machine runs out of memory, the kernel ends this process and not the library's.
    private static void BeFirstToGo()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not everywhere allowed.
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
