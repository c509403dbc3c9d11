namespace Fovea;

/// <summary>How the upright picture lies.</summary>
public enum PhotoShape
{
    /// <summary>Wider than high.</summary>
    Landscape = 1,

    /// <summary>Higher than wide.</summary>
    Portrait = 2,

    /// <summary>The shorter side has at least 95 % of the longer one's length.</summary>
    Square = 3,
}
