using ImageMagick;

namespace Fovea.Imaging;

/// <summary>
/// Brings a picture to a colour space that <see cref="MagickRows"/> reads. ICC profiles and PNG's gamma are ignored, as CLIP's reference does:
/// the model was trained on the stored numbers.
/// </summary>
internal static class ColourSpaces
{
    /// <summary>Converts in place where the numbers are neither RGB, grey nor CMYK.</summary>
    public static void ToPixels(MagickImage image, MagickFormat coder)
    {
        var isLight = coder is MagickFormat.Exr or MagickFormat.Hdr or MagickFormat.Pfm;
        switch (image.ColorSpace)
        {
            case ColorSpace.sRGB or ColorSpace.Gray or ColorSpace.CMYK:
            case ColorSpace.RGB or ColorSpace.LinearGray when !isLight:
                return;
            default:
                image.ColorSpace = ColorSpace.sRGB;
                return;
        }
    }
}
