namespace Fovea.Clip.Tests;

/// <summary>Pictures of 64 × 64 pixels that differ as photos do: colours, edges and some noise.</summary>
internal static class Tiles
{
    public static PixelTile Drawn(int seed)
    {
        var random = new Random(seed);
        var tile = new PixelTile(64, 64);
        var colours = Enumerable.Range(0, 12).Select(_ => random.Next(256)).ToArray();
        var (a, b) = (random.Next(1, 64), random.Next(1, 64));
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++)
            {
                var area = (x < a ? 0 : 1) + (y < b ? 0 : 2);
                for (var c = 0; c < 3; c++) tile.Pixels[(((y * 64) + x) * 3) + c] = (byte)Math.Clamp(colours[(area * 3) + c] + random.Next(-20, 20), 0, 255);
            }
        }

        return tile;
    }

    public static List<PixelTile> Many(int count) => [.. Enumerable.Range(0, count).Select(Drawn)];
}
