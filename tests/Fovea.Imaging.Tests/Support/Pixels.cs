using ImageMagick;

namespace Fovea.Imaging.Tests;

/// <summary>Pixels of picture files, and how far apart two sets of them are.</summary>
internal static class Pixels
{
    /// <summary>The RGB bytes of a picture file without alpha.</summary>
    public static byte[] OfFile(string path)
    {
        using var image = new MagickImage(File.ReadAllBytes(path));
        using var pixels = image.GetPixels();
        return pixels.ToByteArray(PixelMapping.RGB)!;
    }

    /// <summary>Mean absolute difference, on the scale 0–255.</summary>
    public static double MeanError(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Assert.Equal(left.Length, right.Length);
        long sum = 0;
        for (var i = 0; i < left.Length; i++) sum += Math.Abs(left[i] - right[i]);
        return (double)sum / left.Length;
    }

    /// <summary>The three bytes of one pixel of a tile.</summary>
    public static (byte R, byte G, byte B) At(PixelTile tile, int x, int y)
    {
        var p = tile.Pixels.Slice(((y * tile.Width) + x) * 3, 3);
        return (p[0], p[1], p[2]);
    }
}
