using Microsoft.Win32.SafeHandles;

namespace Fovea.Engine.Files;

/// <summary>Whether some program still writes a file: what is half copied is no photo yet, however long the copy pauses.</summary>
internal static class Writers
{
    /// <summary>
    /// Whether a program has the file open for writing, as far as the system tells. Linux tells of local file systems and the person's own
    /// files; Windows always; macOS never. Where it does not tell, the answer is no.
    /// </summary>
    /// <param name="handle">The file, open for reading.</param>
    /// <param name="path">Its path.</param>
    public static bool HasOne(SafeFileHandle handle, string path)
    {
        if (OperatingSystem.IsLinux()) return Posix.IsOpenForWriting(handle);
        if (!OperatingSystem.IsWindows()) return false;
        try
        {
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete).Dispose();
            return false;
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) == 32)
        {
            return true; // ERROR_SHARING_VIOLATION
        }
    }
}
