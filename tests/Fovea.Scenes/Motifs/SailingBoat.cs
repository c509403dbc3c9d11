using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class SailingBoat
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#2c7ac9 #79b5e6 #e2f1f8", "#5f8fc4 #b9cfe0 #fdebd0", "#6a6aa8 #e09a8a #ffd9a0");
        var sea = random.Palette("#0b2f52 #17557f #3f8fb0", "#0f3a4a #1f6a78 #58a8a8", "#2a2550 #6a4a78 #e09a80");
        var (horizon, noise) = (random.Between(0.56f, 0.64f), random.Noise());
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon, new Vector3(1.04f), Mix(sky[0], new Vector3(0.8f), 0.6f), random.Between(0.42f, 0.6f), 1.7f);
        if (random.Chance(0.5f))
        {
            var coast = Mix(sea[1], sky[^1], 0.6f);
            Scenery.Land(canvas, Scenery.Ridge(random, horizon - 0.012f, 0.05f, 1.6f), (_, _, _) => coast);
        }

        Scenery.Land(canvas, _ => horizon, (x, y, depth) =>
        {
            var scale = 1 / (depth + 0.035f);
            var wave = noise.Fbm(x * (3 + scale) * 0.9f, scale * 3.4f, 5);
            var tone = Ramp(sea, 0.62f - (depth * 0.75f) + (wave * 0.55f));
            return Mix(sky[^1], tone, 0.55f + (depth * 3)) + (new Vector3(Smooth(0.3f, 0.48f, wave) * 0.3f));
        });
        Boat(canvas, random, new Vector2(canvas.Aspect * random.Between(0.34f, 0.62f), horizon + random.Between(0.06f, 0.12f)), random.Between(0.34f, 0.44f), sky[^1], sea[0]);
        for (var i = random.Whole(0, 3); i > 0; i--) Boat(canvas, random, new Vector2(canvas.Aspect * random.Between(0.08f, 0.92f), horizon + 0.008f), random.Between(0.05f, 0.09f), sky[^1], sea[0]);
    }

    private static void Boat(Canvas canvas, SceneRandom random, Vector2 at, float size, Vector3 haze, Vector3 sea)
    {
        var (x, y, lean) = (at.X, at.Y, random.Between(0.03f, 0.12f));
        var cloth = Mix(random.Pick(Hex("#fbf8f0"), Hex("#fbf8f0"), Hex("#d8412f")), haze, size < 0.1f ? 0.4f : 0.05f);
        var hull = random.Pick(Hex("#f2efe8"), Hex("#1d3557"), Hex("#9b2226"), Hex("#2b2b30"));
        Vector2 At(float u, float v) => new(x + ((u + (v * lean)) * size), y - (v * size));
        canvas.Shape(
            x - (size * 0.4f), y, x + (size * 0.5f), y + (size * 0.75f),
            (px, py) => (MathF.Abs(px - x - (size * 0.05f) + (MathF.Sin(py * 210) * 0.006f * (1 + ((py - y) * 9)))) / 0.75f) - (size * 0.27f * (1 - ((py - y) / (size * 0.75f)))), (_, _) => Mix(sea, cloth, 0.6f), 0.02f, 0.5f);
        canvas.Stroke(At(0.02f, 0).X, At(0.02f, 0).Y, At(0.02f, 1.12f).X, At(0.02f, 1.12f).Y, size * 0.009f, size * 0.006f, new Vector3(0.25f, 0.2f, 0.17f));
        Sail(canvas, [At(0.0f, 0.13f), At(0.02f, 1.1f), At(-0.12f, 0.78f), At(-0.27f, 0.46f), At(-0.37f, 0.15f)], cloth, x, size);
        Sail(canvas, [At(0.05f, 0.12f), At(0.045f, 1.0f), At(0.2f, 0.58f), At(0.33f, 0.28f), At(0.42f, 0.08f), At(0.24f, 0.13f)], cloth * 0.94f, x + (size * 0.3f), size);
        canvas.Polygon([At(-0.4f, 0.08f), At(-0.36f, -0.045f), At(0.3f, -0.05f), At(0.47f, 0.1f), At(0.1f, 0.045f)], (_, py) => hull * (0.72f + (0.35f * Smooth(y + (size * 0.05f), y - (size * 0.08f), py))));
        canvas.Stroke(At(-0.37f, -0.045f).X, At(-0.37f, -0.045f).Y, At(0.36f, -0.05f).X, At(0.36f, -0.05f).Y, size * 0.012f, size * 0.016f, new Vector3(0.95f), size * 0.02f, 0.8f);
        canvas.Box(x - (size * 0.16f), y - (size * 0.1f), x + (size * 0.08f), y - (size * 0.05f), (_, _) => hull * 0.5f + new Vector3(0.35f), size * 0.01f);
    }

    private static void Sail(Canvas canvas, Vector2[] points, Vector3 cloth, float x, float size) => canvas.Polygon(points, (px, py) =>
    {
        var belly = Smooth(-0.4f, 0.25f, (px - x) / size);
        var seam = 0.04f * Smooth(0.06f, 0, MathF.Abs((py * 14 / size * 0.4f) - MathF.Round(py * 14 / size * 0.4f)));
        return cloth * (0.78f + (0.26f * belly) - seam);
    });
}
