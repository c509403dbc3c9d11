using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class WinterCabin
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#1c2c54 #4a5f98 #b89ab8 #f4c8b0", "#101c3a #24406f #5f86b0 #b8d0e0", "#7f9fc4 #a8c0d8 #d8e2ec #f4eee8");
        var (snow, shade, horizon) = (Mix(sky[^1], new Vector3(0.95f, 0.97f, 1), 0.5f), Mix(sky[1], sky[^1], 0.35f), 0.62f);
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Land(canvas, Scenery.Ridge(random, 0.5f, 0.13f, 1.4f, sharp: true), (_, _, depth) => Mix(Mix(sky[^1], sky[1], 0.5f), sky[^1], depth * 3));
        for (var layer = 0; layer < 3; layer++)
        {
            var near = layer / 2f;
            var ridge = Scenery.Ridge(random, horizon + (layer * 0.06f), 0.03f, 2);
            var fir = Mix(Mix(sky[^1], sky[0], 0.5f), new Vector3(0.07f, 0.12f, 0.13f), near);
            for (var x = 0f; x < canvas.Aspect; x += random.Between(0.02f, 0.06f) * (1 + near))
            {
                if (layer == 2 && MathF.Abs(x - (canvas.Aspect / 2)) < 0.27f) continue;
                Scenery.Fir(canvas, random, x, ridge(x) + 0.02f, random.Between(0.1f, 0.16f) * (1 + (near * 1.1f)), fir, Mix(snow, fir, 0.25f * (1 - near)));
            }

            Snow(canvas, random, ridge, snow, shade);
        }

        Cabin(canvas, new Vector2(canvas.Aspect / 2, 0.83f), 0.17f, snow, sky[0].X < 0.2f);
        Snow(canvas, random, Scenery.Ridge(random, 0.87f, 0.02f, 1.6f), snow, shade);
        for (var i = 0; i < 240; i++)
        {
            var depth = MathF.Pow(random.Next(), 4);
            canvas.Disc(random.Between(0, canvas.Aspect), random.Next(), 0.0016f + (depth * 0.008f), new Vector3(1), 0.002f + (depth * 0.008f), 0.75f - (depth * 0.4f));
        }
    }

    private static void Snow(Canvas canvas, SceneRandom random, Func<float, float> ridge, Vector3 snow, Vector3 shade)
    {
        var noise = random.Noise();
        Scenery.Land(canvas, ridge, (x, y, depth) => Mix(snow, shade, Math.Clamp(0.3f + (noise.Fbm(x * 3, y * 8, 4) * 1.3f) + depth, 0, 0.85f)) + new Vector3(noise.Fbm(x * 130, y * 130, 2) * 0.03f), 0.003f);
    }

    private static void Cabin(Canvas canvas, Vector2 at, float size, Vector3 snow, bool dusk)
    {
        var (x, y) = (at.X, at.Y);
        var light = dusk ? new Vector3(1.5f, 1.0f, 0.42f) : new Vector3(0.95f, 0.72f, 0.4f);
        if (dusk) canvas.Glow(x, y - (size * 0.2f), size * 2.6f, new Vector3(0.55f, 0.3f, 0.1f));
        canvas.Box(x - (size * 0.9f), y - (size * 0.75f), x + (size * 0.9f), y + (size * 0.2f), (px, py) =>
        {
            var log = (py - y) / size * 9;
            return new Vector3(0.34f, 0.2f, 0.12f) * (0.65f + (0.4f * MathF.Sin((log - MathF.Floor(log)) * MathF.PI))) * (1.1f - ((px - x) / size * 0.25f));
        });
        canvas.Box(x + (size * 0.45f), y - (size * 1.5f), x + (size * 0.62f), y - size, (_, _) => new Vector3(0.3f, 0.22f, 0.2f));
        canvas.Polygon([new(x - (size * 1.2f), y - (size * 0.62f)), new(x - (size * 0.1f), y - (size * 1.45f)), new(x + (size * 0.1f), y - (size * 1.45f)), new(x + (size * 1.2f), y - (size * 0.62f)), new(x + (size * 1.15f), y - (size * 0.52f)), new(x, y - (size * 1.12f)), new(x - (size * 1.15f), y - (size * 0.52f))], (px, _) => snow * (1.02f - (0.2f * Smooth(-0.2f, 1, (px - x) / size))), 0.004f);
        canvas.Polygon([new(x - (size * 0.88f), y - (size * 0.7f)), new(x, y - (size * 1.13f)), new(x + (size * 0.88f), y - (size * 0.7f))], (_, _) => new Vector3(0.26f, 0.15f, 0.09f));
        foreach (var window in (ReadOnlySpan<float>)[-0.55f, 0.55f])
        {
            var middle = x + (size * window);
            canvas.Box(middle - (size * 0.2f), y - (size * 0.55f), middle + (size * 0.2f), y - (size * 0.18f), (_, _) => light);
            canvas.Stroke(middle, y - (size * 0.55f), middle, y - (size * 0.18f), size * 0.014f, size * 0.014f, new Vector3(0.2f, 0.12f, 0.07f));
            canvas.Stroke(middle - (size * 0.2f), y - (size * 0.37f), middle + (size * 0.2f), y - (size * 0.37f), size * 0.014f, size * 0.014f, new Vector3(0.2f, 0.12f, 0.07f));
        }

        canvas.Box(x - (size * 0.16f), y - (size * 0.55f), x + (size * 0.16f), y + (size * 0.2f), (_, _) => new Vector3(0.22f, 0.12f, 0.07f));
        for (var i = 0; i < 9; i++) canvas.Disc(x + (size * (0.53f + (i * i * 0.012f))), y - (size * (1.58f + (i * 0.16f))), size * (0.05f + (i * 0.028f)), new Vector3(0.85f, 0.85f, 0.9f), size * 0.12f, 0.32f - (i * 0.03f));
    }
}
