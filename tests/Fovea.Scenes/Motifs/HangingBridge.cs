using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class HangingBridge
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#5f86b8 #a8bfd4 #f0dcc8", "#d88a6a #f0b88a #ffe2b8", "#3f6fa8 #86aed0 #e0e8ec", "#3a3f70 #9a6a98 #f4a888");
        var steel = random.Pick(Hex("#b83a24"), Hex("#b83a24"), Hex("#4a5a64"), Hex("#2f6f6a"));
        var (shore, noise) = (0.74f, random.Noise());
        Scenery.Sky(canvas, sky, shore);
        Scenery.Clouds(canvas, random, shore, Mix(sky[^1], new Vector3(1), 0.5f), sky[1], random.Between(0.36f, 0.52f));
        var hill = Mix(sky[^1], Hex("#4a5a50"), 0.5f);
        Scenery.Land(canvas, Scenery.Ridge(random, shore - 0.07f, 0.11f, 1.3f), (_, _, depth) => Mix(hill, sky[^1], depth * 2));
        Scenery.Land(canvas, _ => shore, (x, _, depth) =>
        {
            var wave = noise.Fbm(x * (3 + (0.7f / (depth + 0.05f))), 3 / (depth + 0.05f), 5);
            return Mix(sky[^1], sky[0] * 0.75f, 0.35f + (depth * 2)) * (0.95f + (wave * 0.45f));
        });
        var (first, second) = (canvas.Aspect * 0.2f, canvas.Aspect * 0.8f);
        const float Top = 0.2f;
        const float Deck = 0.6f;
        float Cable(float x)
        {
            var middle = (first + second) / 2;
            var half = (second - first) / 2;
            var inside = (x - middle) / half;
            return MathF.Abs(inside) <= 1 ? Mix(Deck - 0.025f, Top, inside * inside) : Top + ((MathF.Abs(inside) - 1) * half * 0.9f);
        }

        for (var x = 0f; x < canvas.Aspect; x += 0.022f) canvas.Stroke(x, MathF.Min(Deck, Cable(x)), x, Deck, 0.0009f, 0.0009f, steel * 0.8f, 0.0012f, 0.8f);
        canvas.Shade((x, y, below) => MathF.Abs(y - Cable(x)) < 0.008f && y < Deck ? Mix(below, steel, Smooth(0.006f, 0.003f, MathF.Abs(y - Cable(x)))) : below);
        canvas.Box(-0.1f, Deck, canvas.Aspect + 0.1f, Deck + 0.02f, (_, y) => steel * (y < Deck + 0.007f ? 1.05f : 0.6f));
        for (var x = 0f; x < canvas.Aspect; x += 0.03f)
        {
            canvas.Stroke(x, Deck + 0.02f, x + 0.015f, Deck + 0.036f, 0.0012f, 0.0012f, steel * 0.6f);
            canvas.Stroke(x + 0.015f, Deck + 0.036f, x + 0.03f, Deck + 0.02f, 0.0012f, 0.0012f, steel * 0.6f);
        }

        foreach (var x in (ReadOnlySpan<float>)[first, second]) Tower(canvas, x, Top, shore, steel);
        var fog = random.Between(0.45f, 0.85f);
        canvas.Shade((x, y, below) =>
        {
            var bank = Smooth(0.3f, 0, MathF.Abs(y - 0.7f - (noise.Fbm(x * 1.6f, 4, 3) * 0.1f))) * Smooth(-0.25f, 0.3f, noise.Fbm(x * 2, y * 5, 5) + 0.05f);
            return Mix(below, Mix(sky[^1], new Vector3(1), 0.25f), bank * fog);
        });
    }

    private static void Tower(Canvas canvas, float x, float top, float shore, Vector3 steel)
    {
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Box(x + (side * 0.024f) - 0.009f, top - 0.03f, x + (side * 0.024f) + 0.009f, shore + 0.03f, (px, _) => steel * (1.05f - ((px - x) * 6)));
        }

        for (var y = top; y < shore - 0.05f; y += 0.1f) canvas.Box(x - 0.03f, y, x + 0.03f, y + 0.016f, (_, _) => steel * 0.85f);
        canvas.Box(x - 0.06f, shore + 0.01f, x + 0.06f, shore + 0.05f, (_, _) => new Vector3(0.45f, 0.43f, 0.42f), 0.004f);
    }
}
