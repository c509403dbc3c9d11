using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class AutumnPath
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var leaves = random.Palette("#4a1608 #a83c10 #e87c1e #ffc650", "#3f200a #96601a #dca02c #ffe27a", "#3a0f12 #98222a #e0563a #ffa65a");
        var light = random.Palette("#d8e2e6 #fbeed2", "#c8d6e0 #ffe6c0")[1];
        var (vanish, noise) = (canvas.Aspect * random.Between(0.42f, 0.58f), random.Noise());
        canvas.Fill((x, y) => Mix(light, Ramp(leaves, 0.6f + (noise.Fbm(x * 7, y * 7, 5) * 0.9f)), Smooth(0.02f, 0.6f, MathF.Abs(x - vanish) + (0.2f * noise.Fbm(x * 4, y * 4, 4)))));
        canvas.Blur(0.012f);
        canvas.Shade((x, y, below) =>
        {
            if (y < 0.6f) return below;
            var depth = y - 0.6f;
            var half = 0.03f + (depth * 0.85f);
            var side = MathF.Abs(x - vanish - (depth * depth * 0.3f)) / half;
            var litter = noise.Fbm((x - vanish) * 14 / (depth + 0.12f), 7 / (depth + 0.07f), 5);
            var path = new Vector3(0.5f, 0.42f, 0.36f) * (0.95f + (litter * 0.5f));
            var ground = Mix(path, Ramp(leaves, 0.55f + litter), Smooth(0.75f, 1.15f, side + (litter * 0.35f)));
            return Mix(below, Mix(light, ground, 0.35f + (depth * 3)), Smooth(0, 0.03f, depth));
        });
        for (var row = 5; row >= 0; row--)
        {
            var t = 1f / (1 + (row * 0.75f));
            foreach (var side in (ReadOnlySpan<int>)[-1, 1]) Tree(canvas, random, vanish + (side * (0.66f + random.Between(-0.06f, 0.1f)) * t * MathF.Max(0.75f, canvas.Aspect * 0.7f)), 0.58f + (0.3f * t), t, leaves, light);
        }

        for (var i = 0; i < 420; i++)
        {
            var depth = random.Next();
            var (x, y, size) = (random.Between(0, canvas.Aspect), 0.64f + (depth * depth * 0.36f), Mix(0.003f, 0.014f, depth * depth));
            canvas.Ellipse(x, y, size, size * 0.45f, random.Between(-0.6f, 0.6f), Ramp(leaves, random.Between(0.35f, 1)), canvas.Pixel);
        }

        canvas.Glow(vanish, 0.42f, 0.75f, light * 0.28f, 1.8f);
    }

    private static void Tree(Canvas canvas, SceneRandom random, float x, float ground, float size, Vector3[] leaves, Vector3 light)
    {
        var fog = Math.Clamp(1 - size, 0, 0.8f) * 0.75f;
        var bark = Mix(new Vector3(0.13f, 0.1f, 0.09f), light, fog);
        var tips = new List<Vector2>();
        Scenery.Branch(canvas, random, new Vector2(x, ground), (MathF.PI / 2) + random.Between(-0.08f, 0.08f), 0.28f * size, 0.026f * size, 4, bark, tips);
        var tones = Array.ConvertAll(leaves, l => Mix(l, light, fog));
        for (var i = 0; i < tips.Count; i += 3) Scenery.Crown(canvas, random, tips[i].X, tips[i].Y, 0.13f * size, tones, 34, 0.016f * size);
    }
}
