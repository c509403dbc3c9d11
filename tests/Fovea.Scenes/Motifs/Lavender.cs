using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Lavender
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#4f7fc0 #b0a8d0 #ffd0a0 #ffe9b8", "#5f5fa8 #d890a8 #ffb878 #ffe2a0", "#3f86d0 #86b8e8 #d8ecf8 #f8f4e8");
        var bloom = random.Palette("#2a1c4a #5f3f9a #9a78d8 #d6bcff", "#4a1230 #a82a5a #ee6a8a #ffc2c8", "#5a3a08 #c88a10 #ffcf30 #fff2a0");
        var (horizon, vanish) = (random.Between(0.4f, 0.48f), canvas.Aspect * random.Between(0.35f, 0.65f));
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon, Mix(sky[^1], new Vector3(1), 0.5f), sky[1], random.Between(0.38f, 0.52f));
        canvas.Glow(vanish, horizon - 0.03f, 0.6f, sky[2] * 0.35f);
        var hill = Mix(sky[^1], Hex("#4a5a78"), 0.55f);
        Scenery.Land(canvas, Scenery.Ridge(random, horizon - 0.01f, 0.05f, 1.5f), (_, _, depth) => hill * (1.05f - depth));
        for (var x = 0f; x < canvas.Aspect; x += random.Between(0.02f, 0.12f)) canvas.Ellipse(x, horizon - 0.004f, random.Between(0.01f, 0.03f), random.Between(0.008f, 0.022f), 0, hill * 0.55f, 0.003f);
        var noise = random.Noise();
        const float RowWidth = 0.17f;
        Scenery.Land(canvas, _ => horizon, (x, y, depth) =>
        {
            var row = (x - vanish) / (depth + 0.006f) / 1.1f / RowWidth * 0.45f;
            var across = row - MathF.Round(row);
            var tuft = noise.Fbm(row * 6, 3.2f / (depth + 0.03f), 4);
            var bush = Smooth(0.4f, 0.26f, MathF.Abs(across) + (tuft * 0.13f));
            var light = 0.42f + (0.35f * -across) + (tuft * 0.75f) + (noise.Fbm(x * 70, y * 70, 2) * 0.35f * Smooth(0, 0.2f, depth));
            var soil = new Vector3(0.36f, 0.27f, 0.2f) * (0.55f + (tuft * 0.4f) + (depth * 0.3f));
            return Mix(Mix(soil, Ramp(bloom, light), bush), Ramp(bloom, 0.7f), Smooth(0.1f, 0, depth)) + (sky[2] * 0.12f * Smooth(0.5f, 0, depth));
        }, 0.002f);
        if (random.Chance(0.6f)) Tree(canvas, random, canvas.Aspect * random.Pick(0.2f, 0.8f), horizon + 0.012f);
    }

    private static void Tree(Canvas canvas, SceneRandom random, float x, float ground)
    {
        var leaves = random.Palette("#16240f #35521c #7a8f3a");
        canvas.Stroke(x, ground, x + 0.004f, ground - 0.1f, 0.01f, 0.006f, new Vector3(0.15f, 0.1f, 0.08f));
        for (var i = 0; i < 6; i++) Scenery.Crown(canvas, random, x + random.Between(-0.05f, 0.05f), ground - random.Between(0.11f, 0.2f), 0.06f, leaves, 130, 0.008f);
    }
}
