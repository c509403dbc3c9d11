using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class SunsetSea
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette(
            "#2b3a67 #6d4c7d #d9655b #f7a659 #ffd98a", "#1d2b53 #7e3f6d #e0574f #ff9346 #ffce73", "#5d7fa8 #b79bb0 #f0a58f #ffc98a #ffe7b0", "#392557 #8a3a73 #f0604d #ffab4f #ffe08c");
        var horizon = random.Between(0.52f, 0.66f);
        var sun = new Vector2(canvas.Aspect * random.Between(0.25f, 0.75f), horizon - random.Between(0.02f, 0.13f));
        var radius = random.Between(0.035f, 0.06f);
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon, sky[^2] * 1.05f, sky[1] * 0.8f, random.Between(0.4f, 0.62f));
        canvas.Glow(sun.X, sun.Y, 0.75f, sky[^1] * 0.5f, 2.6f);
        canvas.Disc(sun.X, sun.Y, radius, new Vector3(1.5f, 1.35f, 1.0f), 0.006f);
        var waves = random.Noise();
        canvas.Shade((x, y, below) =>
        {
            if (y < horizon) return below;
            var depth = y - horizon;
            var scale = 1 / (depth + 0.02f);
            var wave = waves.Fbm((x - sun.X) * (2 + (scale * 0.55f)), scale * 2.2f, 4);
            var mirrored = canvas.At((int)(x / canvas.Pixel), (int)((horizon - (depth * 0.9f) - (0.05f * MathF.Abs(wave))) / canvas.Pixel));
            var sea = Mix(sky[0] * 0.55f, mirrored, 0.62f - (depth * 0.6f)) * (0.92f + (wave * 0.3f));
            var across = MathF.Abs(x - sun.X) / (0.03f + (depth * 0.55f));
            var glitter = Smooth(0.05f, 0.35f, wave + 0.28f - (across * 0.35f)) * Smooth(1.3f, 0, across);
            return sea + (sky[^1] * glitter * 0.85f);
        });
        if (random.Chance(0.5f)) Island(canvas, random, horizon, sky[0] * 0.45f);
        for (var i = random.Whole(0, 7); i > 0; i--) Bird(canvas, random, horizon);
        canvas.Bloom(0.03f, 0.5f, 0.9f);
    }

    private static void Island(Canvas canvas, SceneRandom random, float horizon, Vector3 colour)
    {
        var (middle, width) = (canvas.Aspect * random.Pick(0.08f, 0.92f), random.Between(0.3f, 0.5f));
        var ridge = Scenery.Ridge(random, 0, 0.02f, 14);
        canvas.Box(
            middle - width, horizon - 0.2f, middle + width, horizon + 0.003f,
            (_, y) => colour + new Vector3(0.08f * Smooth(horizon - 0.08f, horizon, y)), 0, 0);
        canvas.Shade((x, y, below) =>
        {
            var t = 1 - MathF.Pow(MathF.Abs(x - middle) / width, 1.5f);
            var top = horizon - (MathF.Max(0, t) * 0.09f) + (ridge(x) * MathF.Max(0, t));
            return t > 0 && y > top && y < horizon + 0.004f ? Mix(below, colour, Smooth(0, canvas.Pixel * 2, y - top)) : below;
        });
    }

    private static void Bird(Canvas canvas, SceneRandom random, float horizon)
    {
        var (x, y, size) = (random.Between(0.1f, canvas.Aspect - 0.1f), horizon * random.Between(0.2f, 0.75f), random.Between(0.008f, 0.02f));
        var dark = new Vector3(0.12f, 0.09f, 0.12f);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Stroke(x, y, x + (side * size * 0.6f), y - (size * 0.45f), size * 0.09f, size * 0.07f, dark);
            canvas.Stroke(x + (side * size * 0.6f), y - (size * 0.45f), x + (side * size * 1.3f), y - (size * 0.1f), size * 0.07f, size * 0.02f, dark);
        }
    }
}
