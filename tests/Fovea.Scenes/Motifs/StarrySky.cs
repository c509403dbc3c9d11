using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class StarrySky
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#05081a #0f1f45 #23477a #4f7fa0", "#070512 #1a1440 #433078 #8a5a8f", "#04090f #0b2233 #17495a #3f8a86");
        Scenery.Sky(canvas, sky, 0.85f);
        var (noise, turn) = (random.Noise(), random.Between(0.5f, 1.2f));
        var (sin, cos) = MathF.SinCos(turn);
        float Band(float x, float y)
        {
            var across = ((x - (canvas.Aspect / 2)) * sin) - ((y - 0.4f) * cos) + (noise.Fbm(x * 2, y * 2, 3) * 0.12f);
            return MathF.Exp(-across * across * 26);
        }

        canvas.Shade((x, y, below) =>
        {
            var (band, dust) = (Band(x, y), noise.Fbm((x * 5) + 40, y * 5, 6));
            var lane = Smooth(0.05f, 0.4f, noise.Fbm((x * 3.2f) + 11, (y * 3.2f) + 7, 5) + 0.12f) * band;
            return below + ((Mix(Hex("#6f7fc0"), Hex("#ffd9b0"), band) * band * (0.42f + (dust * 0.6f)) - (lane * new Vector3(0.16f, 0.15f, 0.1f))) * 0.75f);
        });
        for (var i = 0; i < 2600; i++)
        {
            var (x, y) = (random.Between(0, canvas.Aspect), random.Between(0, 0.92f));
            if (i % 3 != 0 && random.Next() > 0.25f + Band(x, y)) continue;
            var light = MathF.Pow(random.Next(), 6);
            var tone = random.Pick(new Vector3(1, 0.95f, 0.9f), new Vector3(0.85f, 0.92f, 1), new Vector3(1, 0.86f, 0.7f));
            canvas.Disc(x, y, 0.0007f + (light * 0.0012f), tone * (0.55f + light), 0.0012f, 0.85f);
            if (light > 0.7f) canvas.Glow(x, y, 0.012f, tone * 0.35f, 3);
        }

        var moon = random.Chance(0.45f);
        if (moon) Moon(canvas, random, new Vector2(canvas.Aspect * random.Between(0.2f, 0.8f), random.Between(0.16f, 0.3f)));
        var ridge = Scenery.Ridge(random, 0.84f, 0.08f, 1.6f);
        Scenery.Land(canvas, ridge, (_, _, depth) => sky[0] * (0.55f - (depth * 0.8f)));
        for (var x = 0f; x < canvas.Aspect; x += random.Between(0.012f, 0.05f)) Scenery.Fir(canvas, random, x, ridge(x) + 0.02f, random.Between(0.04f, 0.15f), sky[0] * 0.45f);
        if (!moon) Tent(canvas, canvas.Aspect * random.Between(0.35f, 0.65f), 0.93f, 0.085f);
    }

    private static void Moon(Canvas canvas, SceneRandom random, Vector2 at)
    {
        var (radius, noise) = (random.Between(0.05f, 0.085f), random.Noise());
        canvas.Glow(at.X, at.Y, 0.5f, new Vector3(0.35f, 0.42f, 0.5f), 3);
        canvas.Shape(
            at.X - radius, at.Y - radius, at.X + radius, at.Y + radius, (x, y) => (new Vector2(x, y) - at).Length() - radius,
            (x, y) => new Vector3(0.97f, 0.95f, 0.88f) * (0.95f - (0.35f * Smooth(0, 0.35f, noise.Fbm((x - at.X) / radius * 1.7f, (y - at.Y) / radius * 1.7f, 4)))));
    }

    private static void Tent(Canvas canvas, float x, float ground, float size)
    {
        canvas.Glow(x, ground - (size * 0.3f), size * 3.2f, new Vector3(0.55f, 0.28f, 0.08f), 2.4f);
        canvas.Polygon(
            [new(x - size, ground), new(x - (size * 0.1f), ground - (size * 0.9f)), new(x + (size * 0.25f), ground - (size * 0.86f)), new(x + (size * 1.15f), ground)],
            (px, py) => Mix(new Vector3(1.25f, 0.78f, 0.28f), new Vector3(0.75f, 0.3f, 0.08f), (MathF.Abs(px - x) / size * 0.7f) + ((ground - py) / size * 0.35f)));
        canvas.Polygon([new(x - (size * 0.35f), ground), new(x - (size * 0.06f), ground - (size * 0.8f)), new(x + (size * 0.22f), ground)], (_, _) => new Vector3(1.5f, 1.1f, 0.55f), 0.003f, 0.8f);
    }
}
