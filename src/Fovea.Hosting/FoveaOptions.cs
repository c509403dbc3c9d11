using Fovea.Clip;

namespace Fovea.Hosting;

/// <summary>How the product is put together.</summary>
public sealed class FoveaOptions
{
    /// <summary>The data folder. Default (null): <c>$FOVEA_HOME</c>, else the platform's folder for application data.</summary>
    public string? Home { get; init; }

    /// <summary>The model: a name or a folder. Default (null): the one chosen with <c>fovea models use</c>, else the starter.</summary>
    public string? Model { get; init; }

    /// <summary>What computes the vectors of pictures: one of <see cref="Devices"/>. Default (null): the processor, which also stands in for a device that cannot be used.</summary>
    public string? Device { get; init; }

    /// <summary>Told what a person should know about the model: a device that is not used, and why. Default (null): nobody.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>The devices by name; all but <c>cpu</c> need a program that was built with them.</summary>
    public static IReadOnlyList<string> Devices { get; } = [.. Enum.GetNames<ComputeDevice>().Select(name => name.ToLowerInvariant())];

    /// <summary>
    /// Whether photos are decoded in processes of their own, which this program starts by starting itself: its first line must then be
    /// <see cref="DecoderProgram.RunIfAsked"/>. Default (false): in this process, where a file that crashes a codec ends the program.
    /// </summary>
    public bool IsolatesDecoder { get; init; }

    /// <summary>How many photos are decoded at once when indexing. Default (null): as many as there are processors.</summary>
    public int? DecodeWorkers { get; init; }

    /// <summary>The share of the processors that indexing may use, above 0 to 1. Default (null): all, and half on battery.</summary>
    public double? ProcessorShare { get; init; }

    internal static ComputeDevice ParseDevice(string? name) => name is null ? ComputeDevice.Cpu
        : Devices.Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<ComputeDevice>(name, ignoreCase: true)
        : throw new ArgumentException($"There is no device '{name}'. There are {string.Join(", ", Devices)}.", nameof(name));
}
