using System.ComponentModel;
using System.Diagnostics;

namespace Fovea.Cli;

/// <summary>The person's browser.</summary>
internal static class Browser
{
    /// <summary>Shows an address of this program; false when no browser could be started. No shell reads the address.</summary>
    public static bool TryOpen(Uri address)
    {
        try
        {
            using var process = Process.Start(OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri])
                {
                    // What the browser says of itself is none of our output.
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                });
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
