using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Dunes
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#3c78bd #8ab8df #f2dcc0", "#7a6aa0 #e8a08a #ffd9a3", "#2e67ad #77aedd #ddebf0");
        var sand = random.Palette("#5a2d1c #b5642f #e8a55c #ffd79a", "#6b4a35 #b98a5c #e3bd8a #fbe6c2", "#4f2320 #a8502f #e38a4a #ffc582");
        Scenery.Sky(canvas, sky, 0.5f);
        if (random.Chance(0.4f)) Scenery.Clouds(canvas, random, 0.42f, new Vector3(1), sky[^1], 0.35f);
        var count = random.Whole(4, 5);
        for (var layer = 0; layer < count; layer++)
        {
            var near = (float)layer / (count - 1);
            var noise = random.Noise();
            var (offset, lift) = (random.Between(0, 90), Mix(0.4f, 0.86f, near));
            var (amplitude, frequency) = (Mix(0.05f, 0.2f, near), Mix(2.6f, 1.1f, near));
            float Crest(float x) => lift - (amplitude * noise.Fbm((x * frequency) + offset, 0.2f, 2) * 1.7f);
            float Edge(float y) => noise.Fbm(offset, y * 4, 3) * 0.08f;
            Scenery.Land(canvas, Crest, (x, y, depth) =>
            {
                var slope = (Crest(x + 0.01f) - Crest(x - 0.01f)) / 0.02f;
                var side = Smooth(-0.18f, 0.18f, slope + Edge(y) - (depth * 0.55f) + (noise.Fbm((x * 1.4f) + 9, y * 2.4f, 3) * 0.5f));
                var ripple = MathF.Sin(((y * 1.5f) + (noise.Fbm(x * 2.2f, y * 2.6f, 3) * 0.22f)) * Mix(560, 230, near)) * Mix(0.006f, 0.03f, near);
                var tone = Ramp(sand, 0.2f + (0.68f * side) + ripple + (noise.Fbm(x * 14, y * 14, 2) * 0.03f));
                return Mix(tone, sky[^1], (1 - near) * 0.55f);
            }, 0.0015f);
        }

        if (random.Chance(0.6f)) Caravan(canvas, random, sand[0] * 0.5f);
    }

    private static void Caravan(Canvas canvas, SceneRandom random, Vector3 dark)
    {
        var x = canvas.Aspect * random.Between(0.3f, 0.6f);
        for (var i = 0; i < 4; i++, x += 0.045f)
        {
            var (y, size) = (0.585f + (i * 0.004f), 0.02f);
            canvas.Ellipse(x, y, size * 0.55f, size * 0.26f, 0, dark);
            canvas.Ellipse(x, y - (size * 0.3f), size * 0.22f, size * 0.22f, 0, dark);
            canvas.Stroke(x + (size * 0.5f), y, x + (size * 0.8f), y - (size * 0.6f), size * 0.09f, size * 0.07f, dark);
            canvas.Ellipse(x + (size * 0.92f), y - (size * 0.62f), size * 0.2f, size * 0.1f, 0.2f, dark);
            foreach (var leg in (ReadOnlySpan<float>)[-0.42f, -0.28f, 0.26f, 0.42f]) canvas.Stroke(x + (size * leg), y, x + (size * leg * 1.05f), y + (size * 0.85f), size * 0.06f, size * 0.04f, dark);
        }
    }
}
