using ImageMagick;

namespace Fovea.Bench.Photos;

/// <summary>Noise like that of a sensor: mostly of brightness, the same for the same seed.</summary>
internal static class Grain
{
    /// <summary>Adds noise with about so large a standard deviation (of 255) to an RGB picture.</summary>
    public static void Add(MagickImage photo, int deviation, int seed)
    {
        photo.ColorSpace = ColorSpace.sRGB;
        using var pixels = photo.GetPixelsUnsafe();
        var bytes = pixels.ToByteArray(PixelMapping.RGB) ?? throw new InvalidOperationException("The picture has no pixels.");
        var state = unchecked((uint)seed * 2654435761u) | 1u;
        for (var at = 0; at + 2 < bytes.Length; at += 3)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;

            // The sum of four evenly spread bytes is near enough to a bell; its deviation is that of one byte, 74, times 2.
            var sum = (int)(state & 255) + (int)((state >> 8) & 255) + (int)((state >> 16) & 255) + (int)(state >> 24) - 510;
            var light = sum * deviation / 148;
            var tint = (((int)(state >> 5) & 7) - 3) * deviation / 6;
            bytes[at] = Clip(bytes[at] + light + tint);
            bytes[at + 1] = Clip(bytes[at + 1] + light);
            bytes[at + 2] = Clip(bytes[at + 2] + light - tint);
        }

        photo.ReadPixels(bytes, new PixelReadSettings(photo.Width, photo.Height, StorageType.Char, PixelMapping.RGB));
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);
}
