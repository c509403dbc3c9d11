using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fovea.Engine.Desktop;

/// <summary>The Recycle Bin. What is in it can be restored there, and only there.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsRecycleBin : ISystemTrash
{
    public bool CanRestore => false;

    public TrashedFile Move(string path)
    {
        if (!Path.Exists(path)) throw new FileNotFoundException("the file is not there any more");
        if (new DriveInfo(Path.GetPathRoot(path)!).DriveType != DriveType.Fixed)
        {
            // There Windows would delete it for ever.
            throw new IOException("drives that are removable or on a network have no Recycle Bin; move it with the Explorer");
        }

        // FOF_WANTNUKEWARNING: should the bin be switched off or too small, Windows asks before it deletes for ever.
        const ushort silentToBin = 0x0004 | 0x0010 | 0x0040 | 0x0400 | 0x4000; // FOF_SILENT | NOCONFIRMATION | ALLOWUNDO | NOERRORUI | WANTNUKEWARNING
        fixed (char* from = path + "\0\0") // a list of paths, each with a zero, ended by another
        {
            var operation = new Operation { Function = 3 /* FO_DELETE */, From = from, Flags = silentToBin };
            var error = SHFileOperationW(&operation);
            if (error != 0) throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Windows could not move it to the Recycle Bin (error 0x{error:X}); move it with the Explorer"));
            if (operation.Aborted != 0) throw new IOException("moving it to the Recycle Bin was cancelled");
        }

        return new TrashedFile(path, path, null);
    }

    public void Restore(TrashedFile file) => throw new IOException("open the Recycle Bin and restore it there");

    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport("shell32")]
    private static partial int SHFileOperationW(Operation* operation);

    // SHFILEOPSTRUCTW as 64-bit Windows lays it out.
    private struct Operation
    {
        public nint Window;
        public uint Function;
        public char* From;
        public char* To;
        public ushort Flags;
        public int Aborted;
        public nint NameMappings;
        public char* ProgressTitle;
    }
}
