namespace Fovea.Models;

/// <summary>How a checkpoint is converted.</summary>
public sealed class ModelConversionOptions
{
    /// <summary>Heads of the image tower. Default: as the files beside the checkpoint say, else one for every 64 numbers.</summary>
    public int? ImageHeads { get; init; }

    /// <summary>Heads of the text tower. Default: as for images.</summary>
    public int? TextHeads { get; init; }

    /// <summary>Whether both towers have QuickGELU; false: the exact GELU. Default: as the files say, else as their writers do.</summary>
    public bool? QuickGelu { get; init; }

    /// <summary>In which numbers weights are stored. Default: 32 bits.</summary>
    public ModelPrecision Precision { get; init; }

    /// <summary>The tokenizer's file or folder. Default: what lies beside the checkpoint.</summary>
    public string? Tokenizer { get; init; }
}
