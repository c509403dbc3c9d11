namespace Fovea.Models;

/// <summary>In which numbers a converted model's weights are stored.</summary>
public enum ModelPrecision
{
    /// <summary>32 bits.</summary>
    Full,

    /// <summary>16 bits, computed with in 32: half the disk.</summary>
    Half,

    /// <summary>32 bits, and beside them towers rebuilt in bytes for speed on this machine.</summary>
    Optimized,
}
