namespace Fovea.Clip;

/// <summary>How a checkpoint is converted.</summary>
public sealed class ConversionOptions
{
    /// <summary>Heads of each attention of the image tower. Default: as the configuration beside the checkpoint says, else one for every 64 numbers.</summary>
    public int? ImageHeads { get; init; }

    /// <summary>Heads of each attention of the text tower. Default: as for images.</summary>
    public int? TextHeads { get; init; }

    /// <summary>
    /// The non-linearity of both towers. Default: as the configuration says, else QuickGELU for transformers' and OpenAI's files and the exact one for OpenCLIP's.
    /// </summary>
    public ActivationKind? Activation { get; init; }

    /// <summary>Whether weights are stored in half precision: half the disk; they are used in fp32. Default: fp32.</summary>
    public bool HalfWeights { get; init; }

    /// <summary>The tokenizer's file, or the folder that holds it. Default: what lies beside the checkpoint.</summary>
    public string? Tokenizer { get; init; }
}
