using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Mountains
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#3f78b8 #7fb0dd #cfe4f2", "#5a6fa8 #a99bc4 #f6c9b0", "#2f6fb3 #6fa9dc #e6f0f5", "#7d93b8 #c7c0d0 #fbe3cf");
        var haze = sky[^1];
        Scenery.Sky(canvas, sky, 0.6f);
        Scenery.Clouds(canvas, random, 0.5f, new Vector3(1), haze * 0.85f, random.Between(0.3f, 0.55f));
        var dark = random.Pick(Hex("#35506e"), Hex("#4a4f6d"), Hex("#3b5a66"));
        for (var layer = 0; layer < 3; layer++) Massif(canvas, random, layer, Mix(haze, dark, 0.45f + (layer * 0.25f)), haze);
        for (var layer = 0; layer < 3; layer++)
        {
            var near = layer / 2f;
            var colour = Mix(Mix(haze, dark, 0.65f), Hex("#16261f"), near);
            var ridge = Scenery.Ridge(random, 0.76f + (layer * 0.09f), 0.05f, 2.2f);
            Scenery.Land(canvas, ridge, (_, _, depth) => Mix(colour, Mix(haze, colour, 0.5f), Smooth(0, 0.25f, depth) * (1 - near)));
            Firs(canvas, random, ridge, 0.03f + (0.04f * near), colour * 0.95f, 3 + (layer * 2));
        }
    }

    private static void Massif(Canvas canvas, SceneRandom random, int layer, Vector3 rock, Vector3 haze)
    {
        var middle = 0.42f + (layer * 0.12f);
        var ridge = Scenery.Ridge(random, middle, 0.2f - (layer * 0.03f), 1.1f + (layer * 0.35f), sharp: true);
        var noise = random.Noise();
        var snowline = 0.12f - (layer * 0.035f);
        var warm = Mix(new Vector3(1.02f, 1.01f, 1f), haze * 1.05f, 0.35f);
        Scenery.Land(canvas, ridge, (x, y, depth) =>
        {
            var slope = ridge(x + 0.004f) - ridge(x - 0.004f);
            var (u, v) = (x * 5, (y * 7) + (x * 1.3f));
            var crest = noise.Ridged(u, v, 6);
            var relief = (noise.Ridged(u + 0.05f, v + 0.02f, 6) - crest) * 5;
            var light = Math.Clamp(0.5f + (slope * 16) + relief, 0, 1);
            var snow = Smooth(-0.05f, 0.12f, snowline - depth + ((crest - 0.45f) * 0.22f) + 0.04f);
            var stone = rock * (0.6f + (light * 0.6f));
            var white = Mix(rock * 0.6f + new Vector3(0.25f, 0.29f, 0.36f), warm, light);
            return Mix(Mix(stone, white, snow), haze, Smooth(0.02f, 0.36f, depth) * 0.8f);
        });
    }

    private static void Firs(Canvas canvas, SceneRandom random, Func<float, float> ridge, float height, Vector3 colour, int dense)
    {
        for (var x = -0.02f; x < canvas.Aspect; x += height / dense * random.Between(0.8f, 2.2f))
        {
            Scenery.Fir(canvas, random, x, ridge(x) + (height * 0.25f), height * random.Between(0.6f, 1.5f), colour * random.Between(0.8f, 1.1f));
        }
    }
}
