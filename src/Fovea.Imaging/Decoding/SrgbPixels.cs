using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Brings pixels that are to be looked at to sRGB: what cameras and phones store is often meant otherwise (Display P3, Adobe RGB).</summary>
/// <remarks>
/// Profiles go to ImageMagick as bytes: Magick.NET's own reader of them believes their counts, and a damaged one keeps it busy for minutes.
/// </remarks>
internal static class SrgbPixels
{
    // The header of a profile: https://www.color.org/specification/ICC.1-2022-05.pdf, 7.2.
    private const int HeaderBytes = 128;
    private const int ColourSpaceAt = 16;
    private const int SignatureAt = 36;

    /// <summary>Larger profiles are not used: those of RGB pictures have some hundred bytes, with tables some hundred thousand.</summary>
    private const int MaxProfileBytes = 4 << 20;

    private static readonly ImageProfile Srgb = new("icc", ColorProfiles.SRGB.ToByteArray()!);

    /// <summary>What a picture's RGB numbers mean, as an ICC profile; null when that is sRGB, not said, or not RGB.</summary>
    public static byte[]? ProfileOf(MagickImage image)
    {
        if (image.ColorSpace != ColorSpace.sRGB || image.GetProfile("icc")?.ToByteArray() is not { } profile) return null;
        return IsOtherRgb(profile) ? profile : null;
    }

    /// <summary>Converts in place. A profile that cannot be used leaves the pixels as they are.</summary>
    public static void Convert(PixelTile tile, byte[]? profile)
    {
        if (profile is null) return;
        using var image = new MagickImage();
        image.ReadPixels(tile.Pixels, new PixelReadSettings((uint)tile.Width, (uint)tile.Height, StorageType.Char, PixelMapping.RGB));
        try
        {
            image.SetProfile(new ImageProfile("icc", profile));
            image.SetProfile(Srgb);
        }
        catch (MagickException)
        {
            return;
        }

        using var pixels = image.GetPixelsUnsafe();
        if (pixels.ToByteArray(PixelMapping.RGB) is { } converted && converted.Length == tile.Pixels.Length) converted.CopyTo(tile.Pixels);
    }

    private static bool IsOtherRgb(ReadOnlySpan<byte> profile) =>
        profile.Length is > HeaderBytes and <= MaxProfileBytes
        && profile.Slice(SignatureAt, 4).SequenceEqual("acsp"u8)
        && profile.Slice(ColourSpaceAt, 4).SequenceEqual("RGB "u8)
        && profile.IndexOf("sRGB"u8) < 0
        && profile.IndexOf("\0s\0R\0G\0B"u8) < 0;
}
