using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Balloons
{
    private static readonly string[] Stripes =
        ["#c8202f #f4b41a #fff3d6", "#b81d2c #d8343f #e8505a", "#20639b #3caea3 #f6d55c", "#6a2c70 #b83b5e #f08a5d", "#1b3b6f #f2f2f2 #e63946", "#f4a261 #e76f51 #fff1d0"];

    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#4f7fc0 #9dbfe0 #f8d9b8", "#5b6fae #c79ab8 #ffd0a0", "#2f80d0 #7fb8ea #dcf0fa");
        Scenery.Sky(canvas, sky, 0.9f);
        Scenery.Clouds(canvas, random, 0.8f, new Vector3(1.02f), sky[^1] * 0.85f, random.Between(0.3f, 0.5f));
        var haze = sky[^1];
        for (var layer = 0; layer < 3; layer++)
        {
            var colour = Mix(haze, random.Pick(Hex("#8a5a44"), Hex("#4f6b52"), Hex("#6b5a7a")), 0.4f + (layer * 0.28f));
            Scenery.Land(canvas, Scenery.Ridge(random, 0.8f + (layer * 0.06f), 0.05f, 1.8f + layer, sharp: layer == 0), (_, _, depth) => Mix(colour, haze, Smooth(0, 0.2f, depth) * 0.45f));
        }

        var large = random.Between(0.15f, 0.21f);
        var main = new Vector2(canvas.Aspect * random.Between(0.3f, 0.7f), random.Between(0.28f, 0.4f));
        for (var i = random.Whole(2, 9); i > 0; i--)
        {
            var at = new Vector2(random.Between(0.04f, canvas.Aspect - 0.04f), random.Between(0.1f, 0.72f));
            var size = random.Between(0.018f, 0.075f);
            if ((at - main).Length() < large * 1.9f) continue;
            Balloon(canvas, Palette(random.Pick(Stripes)), at, size, Mix(0.45f, 0.1f, size / 0.075f), haze);
        }

        Balloon(canvas, Palette(random.Chance(0.5f) ? Stripes[1] : random.Pick(Stripes)), main, large, 0, haze);
    }

    private static void Balloon(Canvas canvas, Vector3[] colours, Vector2 at, float radius, float fog, Vector3 haze)
    {
        var basket = at.Y + (radius * 1.75f);
        var dark = Mix(new Vector3(0.2f, 0.13f, 0.08f), haze, fog);
        foreach (var side in (ReadOnlySpan<float>)[-0.16f, -0.06f, 0.06f, 0.16f])
        {
            canvas.Stroke(at.X + (side * radius), at.Y + (radius * 1.2f), at.X + (side * radius * 0.8f), basket, radius * 0.008f, radius * 0.008f, dark, canvas.Pixel, 0.8f);
        }

        canvas.Box(at.X - (radius * 0.14f), basket, at.X + (radius * 0.14f), basket + (radius * 0.2f), (x, _) => dark * (1.5f - ((x - at.X) / radius * 3)));
        float Half(float v) => v < 0 ? MathF.Sqrt(MathF.Max(0, 1 - (v * v))) : Mix(MathF.Sqrt(MathF.Max(0, 1 - (v * v * 0.62f))), 0.17f, MathF.Pow(Math.Clamp(v / 1.28f, 0, 1), 2.2f));
        canvas.Shape(
            at.X - radius, at.Y - radius, at.X + radius, at.Y + (radius * 1.28f),
            (x, y) =>
            {
                var v = (y - at.Y) / radius;
                return MathF.Max(MathF.Abs(x - at.X) - (radius * Half(v)), MathF.Max(-1 - v, v - 1.28f) * radius) * 0.8f;
            },
            (x, y) =>
            {
                var v = (y - at.Y) / radius;
                var u = Math.Clamp((x - at.X) / (radius * MathF.Max(0.02f, Half(v))), -1, 1);
                var angle = MathF.Asin(u) / MathF.PI * 9;
                var gore = (int)MathF.Floor(angle + 30);
                var seam = MathF.Abs(angle + 30 - gore - 0.5f);
                var colour = colours[gore % colours.Length];
                if (v is > -0.12f and < 0.14f) colour = colours[(gore + 1) % colours.Length];
                var light = 1.12f - (0.5f * Smooth(-0.3f, 1.05f, (u * 0.75f) + (v * 0.45f))) - (0.14f * Smooth(0.38f, 0.5f, seam));
                return Mix((colour * light) + (new Vector3(0.18f) * Smooth(0.5f, 0, MathF.Sqrt(MathF.Pow(u + 0.4f, 2) + MathF.Pow(v + 0.45f, 2)))), haze, fog);
            });
    }
}
