namespace Fovea.Clip;

/// <summary>How a checkpoint stores the numbers of a tensor, little-endian.</summary>
internal enum NumberKind
{
    /// <summary>Of a kind that weights never have: whole numbers, truths, eight bits.</summary>
    Other,

    /// <summary>IEEE 754, 32 bits.</summary>
    Single,

    /// <summary>IEEE 754, 16 bits.</summary>
    Half,

    /// <summary>The upper half of 32 bits.</summary>
    BFloat16,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,
}
