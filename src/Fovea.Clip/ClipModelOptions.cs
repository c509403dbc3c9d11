namespace Fovea.Clip;

/// <summary>How a model folder is opened.</summary>
public sealed class ClipModelOptions
{
    /// <summary>How the towers run. Default: all processors, batches of 8.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>Remembers the hashes of the towers between runs. Default: none; each opening reads both towers once.</summary>
    public IFileHashCache? HashCache { get; init; }

    /// <summary>Remembers which towers have passed their self-test on this machine. Default (null): none is tested.</summary>
    public SelfTestLog? SelfTests { get; init; }

    /// <summary>Told what a person should know: a device that is not used, and why. Default (null): nobody.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Whether towers that <see cref="ModelOptimizer"/> made for this model are used where they fit it. Default: yes.</summary>
    public bool UseOptimized { get; init; } = true;
}
