using System.Runtime.InteropServices;

namespace Fovea.Imaging;

/// <summary>
/// Landlock (Linux 5.13 and later): this thread, and all that it starts, change files in one folder only. ImageMagick copies HEIC, AVIF
/// and some TIFF data to a temporary file, so that one folder is needed.
/// </summary>
/// <remarks>Source: landlock(7), linux/landlock.h.</remarks>
internal static unsafe partial class FileJail
{
    private const nint CreateRuleset = 444;
    private const nint AddRule = 445;
    private const nint RestrictSelf = 446;
    private const nint VersionFlag = 1;
    private const nint PathBeneath = 1;
    private const int OpenPath = 0x200000 | 0x80000;

    // Writing to a file, removing and making folders, files and special files.
    private const ulong Changes = (1 << 1) | (0x1FF << 4);
    private const ulong Refer = 1 << 13;
    private const ulong Truncate = 1 << 14;

    /// <summary>Whether the system has it.</summary>
    public static bool IsOffered => OperatingSystem.IsLinux() && Version > 0;

    private static nint Version => Call(CreateRuleset, 0, 0, VersionFlag, 0);

    /// <summary>Locks the calling thread in.</summary>
    /// <param name="folder">Where files may be changed.</param>
    /// <returns>False where the system does not offer it.</returns>
    public static bool Enter(string folder)
    {
        if (!IsOffered) return false;
        var version = Version;
        var handled = Changes | (version >= 2 ? Refer : 0) | (version >= 3 ? Truncate : 0);
        var rules = (int)Call(CreateRuleset, (nint)(&handled), sizeof(ulong), 0, 0);
        if (rules < 0) return false;
        var place = Open(folder, OpenPath);
        try
        {
            var rule = new Rule { Allowed = handled, Place = place };
            return place >= 0 && Call(AddRule, rules, PathBeneath, (nint)(&rule), 0) == 0 && Call(RestrictSelf, rules, 0, 0, 0) == 0;
        }
        finally
        {
            _ = Close(rules);
            if (place >= 0) _ = Close(place);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Rule
    {
        public ulong Allowed;
        public int Place;
    }
}
