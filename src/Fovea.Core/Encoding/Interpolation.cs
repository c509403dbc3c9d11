namespace Fovea;

/// <summary>The resampling kernel, always antialiased as Pillow does it.</summary>
public enum Interpolation
{
    /// <summary>Cubic with a = −0.5 (CLIP).</summary>
    Bicubic,

    /// <summary>Triangle (MobileCLIP).</summary>
    Bilinear,

    /// <summary>Lanczos with three lobes.</summary>
    Lanczos,

    /// <summary>Nearest neighbour.</summary>
    Nearest,
}
