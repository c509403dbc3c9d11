using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class CityNight
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#060a1c #101a3c #2d2a5e #7a3f6b", "#04070f #0b1830 #1c355c #45668c", "#0b0716 #2a1440 #6b2b5d #c9624f");
        var shore = random.Between(0.66f, 0.76f);
        Skyline(canvas, random, sky, shore);
        Scenery.Mirror(canvas, random, shore, sky[0] * 0.8f, 0.75f, 0.05f);
        Streaks(canvas, random, shore);
        canvas.Bloom(0.012f, 0.9f, 0.55f);
        canvas.Bloom(0.05f, 0.5f, 0.75f);
    }

    /// <summary>Sky and houses down to the shore.</summary>
    public static void Skyline(Canvas canvas, SceneRandom random, Vector3[] sky, float shore)
    {
        Scenery.Sky(canvas, sky, shore);
        Scenery.Clouds(canvas, random, shore, sky[^1] * 0.7f, sky[1], 0.42f);
        for (var layer = 0; layer < 3; layer++)
        {
            var wall = Mix(sky[^1] * 0.45f, sky[0] * 0.6f, layer / 2f);
            var x = -0.05f;
            while (x < canvas.Aspect)
            {
                var width = random.Between(0.05f, 0.12f);
                var centre = 1 - MathF.Abs(((x + (width / 2)) / canvas.Aspect) - 0.5f);
                var height = shore * random.Between(0.12f, 0.62f) * centre * (1.05f - (layer * 0.25f));
                House(canvas, random, x, shore - height, width, shore, wall, 0.35f + (layer * 0.3f));
                x += width * random.Between(0.9f, 1.35f);
            }
        }
    }

    private static void House(Canvas canvas, SceneRandom random, float left, float top, float width, float ground, Vector3 wall, float light)
    {
        canvas.Box(left, top, left + width, ground, (x, _) => wall * (0.8f + (0.5f * (x - left) / width)));
        if (random.Chance(0.3f))
        {
            var inset = width * random.Between(0.2f, 0.35f);
            canvas.Box(left + inset, top - (width * 0.35f), left + width - inset, top, (_, _) => wall);
        }

        if (random.Chance(0.3f))
        {
            var mast = top - (width * random.Between(0.6f, 1.3f));
            canvas.Stroke(left + (width / 2), top, left + (width / 2), mast, 0.0016f, 0.0008f, wall);
            canvas.Glow(left + (width / 2), mast, 0.012f, new Vector3(1.2f, 0.15f, 0.1f));
        }

        var (columns, step) = (Math.Max(3, (int)(width / 0.0125f)), 0.0165f);
        var lit = random.Between(0.22f, 0.6f);
        var tone = random.Pick(Hex("#ffd38a"), Hex("#ffe9c4"), Hex("#ffc06a"), Hex("#d6e6ff"));
        for (var y = top + 0.012f; y < ground - step; y += step)
        {
            for (var c = 0; c < columns; c++)
            {
                if (!random.Chance(lit)) continue;
                var (w, strength) = (width / columns, light * random.Between(0.4f, 1.25f));
                var x = left + (w * c);
                canvas.Box(x + (w * 0.22f), y, x + (w * 0.78f), y + (step * 0.55f), (_, _) => tone * strength);
            }
        }
    }

    private static void Streaks(Canvas canvas, SceneRandom random, float shore)
    {
        for (var i = 0; i < 26; i++)
        {
            var x = random.Between(0, canvas.Aspect);
            var lamp = random.Pick(Hex("#ffcf7a"), Hex("#ffb14e"), Hex("#fff0cf"), Hex("#ff6a55"), Hex("#7fd0ff"));
            canvas.Glow(x, shore - 0.008f, 0.022f, lamp * 0.9f, 3);
            var (length, noise) = (random.Between(0.08f, 0.24f), random.Noise());
            canvas.Shape(
                x - 0.02f, shore, x + 0.02f, shore + length,
                (px, py) => MathF.Abs(px - x + (noise.At(0, py * 70) * 0.007f)) - 0.0035f, (_, _) => lamp, 0.012f, 0.5f);
        }
    }
}
