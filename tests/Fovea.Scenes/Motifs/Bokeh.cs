using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Bokeh
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var ground = random.Palette("#0a0a1a #1d1438 #3a1f4a", "#1a0c06 #3a1c0c #6a3a14", "#04141a #0b2e3a #1c5a60");
        var lights = random.Palette("#ffb347 #ff5f6d #ffe29a #8ad0ff", "#ffd36a #ff9a3c #fff1c4 #e05a2a", "#6fe0d0 #b8fff0 #ffd36a #5aa0ff", "#ff7ac0 #c08aff #ffd0ea #7ad0ff");
        var noise = random.Noise();
        canvas.Fill((x, y) => Ramp(ground, 0.5f + noise.Fbm(x * 1.6f, y * 1.6f, 3)));
        for (var i = 0; i < 110; i++)
        {
            var depth = i / 110f;
            var (x, y) = (random.Between(-0.05f, canvas.Aspect + 0.05f), 0.5f + (random.Between(-0.5f, 0.5f) * random.Between(0.3f, 1.1f)));
            var (radius, colour) = (Mix(0.012f, 0.095f, depth * depth) * random.Between(0.75f, 1.25f), random.Pick(lights));
            var strength = random.Between(0.12f, 0.5f) * (1.1f - (depth * 0.5f));
            var (soft, middle) = (0.002f + (depth * 0.006f), new Vector2(x, y));
            canvas.Shape(
                x - radius, y - radius, x + radius, y + radius, (px, py) => (new Vector2(px, py) - middle).Length() - radius,
                (px, py) => canvas.At((int)(px / canvas.Pixel), (int)(py / canvas.Pixel)) + (colour * (0.75f + (0.5f * Smooth(0.72f, 1, (new Vector2(px, py) - middle).Length() / radius)))), soft, strength);
        }

        canvas.Bloom(0.05f, 0.3f, 0.6f);
    }
}
