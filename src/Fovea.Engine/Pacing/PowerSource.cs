using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fovea.Engine.Pacing;

/// <summary>Whether this machine runs on its battery.</summary>
public static partial class PowerSource
{
    private const string Supplies = "/sys/class/power_supply";

    /// <summary>
    /// Whether it runs on battery, as far as the system tells: Linux and Windows do. Elsewhere no: on macOS it takes a framework of its own to ask.
    /// </summary>
    public static bool IsOnBattery() =>
        OperatingSystem.IsWindows() ? IsOnBatteryOnWindows()
        : OperatingSystem.IsLinux() && IsOnBattery(Supplies);

    /// <summary>What a folder like <c>/sys/class/power_supply</c> says (https://docs.kernel.org/power/power_supply_class.html).</summary>
    /// <remarks>Batteries of mice and keyboards have the scope "Device". A battery that is neither charged nor used is no sign: a mains supply that is online outweighs it.</remarks>
    internal static bool IsOnBattery(string folder)
    {
        try
        {
            var supplies = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
            return supplies.Any(supply => Says(supply, "type", "Battery") && !Says(supply, "scope", "Device") && Says(supply, "status", "Discharging"))
                && !supplies.Any(supply => !Says(supply, "type", "Battery") && Says(supply, "online", "1"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Says(string supply, string name, string value)
    {
        var file = Path.Combine(supply, name);
        return File.Exists(file) && File.ReadAllText(file).Trim().Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    // https://learn.microsoft.com/windows/win32/api/winbase/ns-winbase-system_power_status: the first byte is 0 on battery, 1 on mains, 255 unknown.
    [SupportedOSPlatform("windows")]
    private static unsafe bool IsOnBatteryOnWindows()
    {
        var status = stackalloc byte[12];
        return GetSystemPowerStatus(status) != 0 && status[0] == 0;
    }

    [SupportedOSPlatform("windows")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport("kernel32")]
    private static unsafe partial int GetSystemPowerStatus(byte* status);
}
