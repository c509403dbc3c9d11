namespace Fovea;

/// <summary>How a picture is brought to the model's square.</summary>
public enum ResizeMode
{
    /// <summary>The shorter side to the size, then a centre crop (CLIP).</summary>
    ShortestSide,

    /// <summary>Both sides to the size, whatever the shape (SigLIP).</summary>
    Squash,

    /// <summary>The longer side to the size, the rest filled (OpenCLIP "longest").</summary>
    LongestSide,
}
