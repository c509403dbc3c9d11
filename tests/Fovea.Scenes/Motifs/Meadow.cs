using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Meadow
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#3d86d0 #86bdea #dff0f8", "#6fa5d8 #b5d3e8 #fdf0d8", "#5c7fb8 #d9b7b5 #ffe2b0");
        var grass = random.Palette("#1d3a12 #4a7a22 #86ad3a #cfdc74", "#22401c #557f2f #94b34c #e0e08c");
        var horizon = random.Between(0.4f, 0.5f);
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon + 0.05f, new Vector3(1.02f), sky[0] * 0.4f + new Vector3(0.45f), random.Between(0.45f, 0.62f), 1.6f);
        for (var layer = 0; layer < 2; layer++)
        {
            var far = Mix(Ramp(grass, 0.45f - (layer * 0.1f)), sky[^1], 0.5f - (layer * 0.25f));
            Scenery.Land(canvas, Scenery.Ridge(random, horizon + (layer * 0.03f), 0.05f, 1.6f), (_, _, depth) => far * (1.05f - depth), 0.002f);
        }

        var noise = random.Noise();
        Scenery.Land(canvas, Scenery.Ridge(random, horizon + 0.07f, 0.015f, 1.5f), (x, y, _) => Ramp(grass, 0.62f + (noise.Fbm(x * 8 / y, 9 / y, 4) * 0.45f) - ((y - horizon) * 0.45f)), 0.003f);
        var petals = random.Palette("#d7263d #e94f37 #ff7b54", "#ffffff #fff6da #f7f3ff", "#6a4fc1 #8f79e0 #c7b7ff", "#ffd23f #ffb400 #fff0a0", "#ff7fb0 #ffc2da #e0417f");
        var second = random.Palette("#ffffff #fff6da", "#ffd23f #fff0a0", "#7f8fe8 #b7c4ff");
        const int Count = 2600;
        for (var i = 0; i < Count; i++)
        {
            var depth = MathF.Pow((float)i / Count, 1.7f);
            var (x, y, size) = (random.Between(-0.05f, canvas.Aspect + 0.05f), horizon + 0.1f + (depth * (1.1f - horizon)), Mix(0.006f, 0.13f, depth * depth));
            var (lean, soft) = (random.Between(-0.35f, 0.35f), depth > 0.8f ? (depth - 0.8f) * 0.02f : 0);
            canvas.Stroke(x, y, x + (lean * size), y - (size * random.Between(0.8f, 1.5f)), size * 0.035f, size * 0.006f, Ramp(grass, random.Between(0.1f, 0.95f)) * (1.05f - (depth * 0.2f)), soft);
            if (random.Chance(0.2f)) Flower(canvas, random, x, y - size, size * 0.24f, random.Chance(0.75f) ? petals : second, soft);
        }
    }

    private static void Flower(Canvas canvas, SceneRandom random, float x, float y, float size, Vector3[] petals, float soft)
    {
        var colour = random.Pick(petals);
        if (size < 0.006f)
        {
            canvas.Ellipse(x, y, size * 1.5f, size, 0, colour, canvas.Pixel);
            return;
        }

        var (start, count) = (random.Between(0, 3), random.Whole(5, 7));
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = MathF.SinCos(start + (i * MathF.Tau / count));
            canvas.Ellipse(x + (cos * size * 0.75f), y + (sin * size * 0.45f), size * 0.72f, size * 0.42f, MathF.Atan2(sin * 0.6f, cos), colour * (0.86f + (0.18f * -sin)), soft + canvas.Pixel);
        }

        canvas.Ellipse(x, y, size * 0.36f, size * 0.25f, 0, Hex("#e8b020"), soft + canvas.Pixel);
    }
}
