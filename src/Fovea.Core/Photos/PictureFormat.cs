namespace Fovea;

/// <summary>What a rendered picture is encoded as.</summary>
public enum PictureFormat
{
    /// <summary>PNG.</summary>
    Png,

    /// <summary>JPEG, quality 82.</summary>
    Jpeg,

    /// <summary>Sixel graphics for terminals.</summary>
    Sixel,
}
