using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Fovea.Clip;

/// <summary>What a tower's result may depend on beside the tower: the processor, the system, the drivers, ONNX Runtime and this program.</summary>
internal static class MachineFingerprint
{
    private const string NvidiaDriver = "/proc/driver/nvidia/version";

    /// <summary>A hash of it all.</summary>
    /// <param name="device">What computes.</param>
    /// <param name="tower">The tower's hash, and how it is run.</param>
    public static string Of(ComputeDevice device, string tower) => FileHashing.Sha256(Encoding.UTF8.GetBytes(string.Join(
        '\n',
        tower,
        device,
        device == ComputeDevice.Cpu ? "" : Driver(),
        OnnxTower.Runtime.GetVersionString(),
        typeof(MachineFingerprint).Assembly.ManifestModule.ModuleVersionId,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture,
        Processor())));

    // The brand string of x86 processors: Intel's manual, CPUID, leaves 80000002H to 80000004H.
    private static string Processor()
    {
        if (!X86Base.IsSupported) return "";
        var name = new StringBuilder();
        for (var leaf = 0x80000002; leaf <= 0x80000004; leaf++)
        {
            var (a, b, c, d) = X86Base.CpuId(unchecked((int)leaf), 0);
            foreach (var word in new[] { a, b, c, d }) name.Append(Encoding.ASCII.GetString(BitConverter.GetBytes(word)));
        }

        return name.ToString();
    }

    private static string Driver()
    {
        try
        {
            return File.Exists(NvidiaDriver) ? File.ReadAllText(NvidiaDriver) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
