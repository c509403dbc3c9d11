using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Fovea.Imaging;

/// <summary>How much memory another process holds.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident bytes; 0 where it has ended.</summary>
    public static long Resident(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.WorkingSet64;
            }

            // proc(5): size and resident set, in pages. The class reads several files for the same answer.
            Span<byte> text = stackalloc byte[64];
            using var file = File.OpenHandle($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/statm");
            var fields = text[..RandomAccess.Read(file, text, 0)];
            var rest = fields[(fields.IndexOf((byte)' ') + 1)..];
            var end = rest.IndexOf((byte)' ');
            return end > 0 ? long.Parse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or Win32Exception)
        {
            return 0;
        }
    }
}
