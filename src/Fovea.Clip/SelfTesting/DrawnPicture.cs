namespace Fovea.Clip;

/// <summary>A picture drawn by code: an evening sky over hills with a sun, so that a tower has colours, edges and areas to look at.</summary>
internal static class DrawnPicture
{
    /// <summary>Changes with the picture: vectors of another one cannot be compared with.</summary>
    public const int Version = 1;

    /// <summary>Draws it. The caller disposes the tile.</summary>
    public static PixelTile Draw(int width, int height)
    {
        var tile = new PixelTile(width, height);
        var pixels = tile.Pixels;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((double)x / width, (double)y / height);
                var hill = 0.62 + (0.08 * Math.Sin(7 * u)) + (0.03 * Math.Sin(23 * u));
                var isSun = ((u - 0.7) * (u - 0.7)) + ((v - 0.35) * (v - 0.35)) < 0.012;
                var (r, g, b) = isSun ? (255, 236, 150) : v > hill ? (Shade(30, 40, v), Shade(70, 60, v), Shade(35, 20, v)) : (Shade(90, 150, v), Shade(110, 30, v), Shade(190, -110, v));
                var at = 3 * ((y * width) + x);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)r, (byte)g, (byte)b);
            }
        }

        return tile;
    }

    private static int Shade(int from, int by, double at) => (int)Math.Clamp(from + (by * at), 0, 255);
}
