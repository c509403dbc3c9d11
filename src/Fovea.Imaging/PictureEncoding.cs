namespace Fovea.Imaging;

/// <summary>How <see cref="PictureWriter"/> and <see cref="PreviewMaker"/> write a picture.</summary>
public enum PictureEncoding
{
    /// <summary>PNG, without loss.</summary>
    Png,

    /// <summary>JPEG: smaller, with loss.</summary>
    Jpeg,
}
