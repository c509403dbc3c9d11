using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Brings pixels that are to be looked at to sRGB: what cameras and phones store is often meant otherwise (Display P3, Adobe RGB).</summary>
internal static class SrgbPixels
{
    /// <summary>Larger profiles are not read: those of RGB pictures have some hundred bytes, with tables some hundred thousand.</summary>
    private const int MaxProfileBytes = 4 << 20;

    /// <summary>What a picture's RGB numbers mean; null when that is sRGB, not said, or not RGB.</summary>
    public static IColorProfile? ProfileOf(MagickImage image)
    {
        if (image.ColorSpace != ColorSpace.sRGB || image.GetColorProfile() is not { } profile) return null;
        if (profile.ToByteArray() is not { Length: > 0 and <= MaxProfileBytes }) return null;
        try
        {
            var isSrgb = profile.Description?.Contains("sRGB", StringComparison.OrdinalIgnoreCase) == true;
            return isSrgb || profile.ColorSpace != ColorSpace.sRGB ? null : profile;
        }
        catch (Exception e) when (e is MagickException or ArgumentException or IndexOutOfRangeException)
        {
            return null; // a damaged profile
        }
    }

    /// <summary>Converts in place. A profile that cannot be used leaves the pixels as they are.</summary>
    public static void Convert(PixelTile tile, IColorProfile? profile)
    {
        if (profile is null) return;
        using var image = new MagickImage();
        image.ReadPixels(tile.Pixels, new PixelReadSettings((uint)tile.Width, (uint)tile.Height, StorageType.Char, PixelMapping.RGB));
        try
        {
            if (!image.TransformColorSpace(profile, ColorProfiles.SRGB)) return;
        }
        catch (MagickException)
        {
            return;
        }

        using var pixels = image.GetPixelsUnsafe();
        if (pixels.ToByteArray(PixelMapping.RGB) is { } converted && converted.Length == tile.Pixels.Length) converted.CopyTo(tile.Pixels);
    }
}
