using System.Runtime.InteropServices;

namespace Fovea.Clip;

/// <summary>
/// ONNX Runtime's own reports to its maker. Since 1.29 its published builds for Linux and macOS note the model's name and hashes, the
/// process and the device, keep them in <c>~/.cache/Microsoft/DeveloperTools</c> and send them
/// (https://github.com/microsoft/onnxruntime/pull/27379). Nothing that leaves the machine may happen here.
/// </summary>
internal static partial class RuntimeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>
    /// Forbids them altogether. Must come before the environment is created: what the API offers afterwards
    /// (<c>DisableTelemetryEvents</c>) stops events only, not the first report, the sender and the device's identifier.
    /// </summary>
    public static void Forbid()
    {
        Environment.SetEnvironmentVariable(Variable, "1");

        // Elsewhere than on Windows .NET keeps variables to itself, and native code reads the process's own.
        if (!OperatingSystem.IsWindows() && SetEnvironment(Variable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{Variable} could not be set, so ONNX Runtime would use the network.");
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
