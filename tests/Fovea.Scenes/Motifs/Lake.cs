using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Lake
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#4c86c2 #9cc4e4 #f3e3cf", "#6a6fae #d69aa8 #ffd8a8", "#3f7fc0 #86b8e0 #e3eff2");
        var (shore, haze) = (random.Between(0.52f, 0.58f), sky[^1]);
        Scenery.Sky(canvas, sky, shore);
        Scenery.Clouds(canvas, random, shore, new Vector3(1.03f), haze * 0.8f, random.Between(0.38f, 0.56f), 1.8f);
        for (var layer = 0; layer < 3; layer++)
        {
            var colour = Mix(haze, random.Pick(Hex("#3d5f86"), Hex("#4a6a70"), Hex("#565a80")), 0.4f + (layer * 0.25f));
            var (ridge, noise) = (Scenery.Ridge(random, shore - 0.16f + (layer * 0.05f), 0.14f - (layer * 0.03f), 1.3f + (layer * 0.5f), sharp: true), random.Noise());
            Scenery.Land(canvas, ridge, (x, y, depth) => Mix(colour * (1 + ((noise.Ridged(x * 6, y * 9, 4) - 0.45f) * 0.7f)), haze, Smooth(0, 0.24f, depth) * 0.6f));
        }

        var leaves = random.Palette("#1c3324 #2f5733 #58803f", "#5a2412 #b3541c #e89a2c", "#2a3a1c #7a7a28 #d6a83a");
        var bank = Scenery.Ridge(random, shore - 0.02f, 0.012f, 3);
        Scenery.Land(canvas, bank, (_, _, _) => leaves[0] * 0.9f, 0.003f);
        for (var x = 0f; x < canvas.Aspect; x += random.Between(0.008f, 0.026f))
        {
            var edge = MathF.Abs((x / canvas.Aspect) - 0.5f) * 2;
            var height = random.Between(0.03f, 0.06f) * (0.7f + (edge * edge * 2.2f));
            if (random.Chance(0.62f)) Scenery.Fir(canvas, random, x, bank(x) + 0.008f, height * 1.2f, leaves[0] * random.Between(0.8f, 1.4f));
            else Scenery.Crown(canvas, random, x, bank(x) - (height * 0.4f), height * 0.45f, leaves, 26, height * 0.12f);
        }

        Scenery.Mirror(canvas, random, shore, sky[0] * 0.45f, 0.8f, 0.02f);
        canvas.Box(0, shore - 0.002f, canvas.Aspect, shore + 0.002f, (_, _) => leaves[0] * 0.5f, 0.003f, 0.7f);
        if (random.Chance(0.5f)) Jetty(canvas, random);
        else Boat(canvas, random, canvas.Aspect * random.Between(0.3f, 0.7f), 0.76f);
    }

    private static void Jetty(Canvas canvas, SceneRandom random)
    {
        var (x, noise) = (canvas.Aspect * random.Between(0.35f, 0.65f), random.Noise());
        var (far, near) = (0.72f, 1.02f);
        canvas.Polygon(
            [new(x - 0.035f, far), new(x + 0.035f, far), new(x + 0.19f, near), new(x - 0.19f, near)],
            (px, py) =>
            {
                var plank = MathF.Pow((py - far + 0.09f) / (near - far), 0.62f) * 26;
                var gap = Smooth(0.1f, 0.02f, plank - MathF.Floor(plank));
                var tone = 0.52f + (noise.Cell((int)plank, 1) * 0.2f) + (noise.Fbm(px * 8, py * 90, 2) * 0.12f);
                return Mix(new Vector3(tone, tone * 0.86f, tone * 0.7f), new Vector3(0.12f, 0.1f, 0.09f), gap);
            });
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) canvas.Stroke(x + (side * 0.04f), far - 0.045f, x + (side * 0.04f), far + 0.05f, 0.007f, 0.007f, new Vector3(0.24f, 0.19f, 0.15f));
    }

    private static void Boat(Canvas canvas, SceneRandom random, float x, float y)
    {
        var hull = random.Pick(Hex("#a8322a"), Hex("#2a5f8a"), Hex("#e8e2d4"), Hex("#3f7a4a"));
        canvas.Ellipse(x, y + 0.04f, 0.13f, 0.02f, 0, hull * 0.4f, 0.02f, 0.6f);
        canvas.Polygon([new(x - 0.14f, y - 0.02f), new(x - 0.1f, y + 0.032f), new(x + 0.1f, y + 0.032f), new(x + 0.15f, y - 0.026f), new(x + 0.06f, y - 0.008f), new(x - 0.06f, y - 0.008f)], (_, py) => hull * (1.05f - ((py - y + 0.02f) * 9)));
        canvas.Polygon([new(x - 0.14f, y - 0.021f), new(x - 0.06f, y - 0.009f), new(x + 0.06f, y - 0.009f), new(x + 0.15f, y - 0.027f), new(x + 0.05f, y - 0.018f), new(x - 0.05f, y - 0.018f)], (_, _) => new Vector3(0.32f, 0.23f, 0.16f));
        canvas.Box(x - 0.02f, y - 0.014f, x + 0.02f, y - 0.006f, (_, _) => new Vector3(0.6f, 0.46f, 0.3f));
    }
}
