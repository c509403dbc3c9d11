using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class ForestLight
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var tones = random.Palette("#0d1c12 #2c5a2b #86a83f #f4eea3", "#0d1a1b #27514a #7fb08a #eaf4d2", "#1c150c #5f4a1c #c99238 #ffe7a6");
        var (leaves, mist) = (random.Noise(), tones[^1]);
        var light = new Vector2(canvas.Aspect * random.Between(0.3f, 0.7f), random.Between(0.12f, 0.3f));
        var ground = random.Between(0.68f, 0.76f);
        canvas.Fill((x, y) =>
        {
            var far = MathF.Sqrt(MathF.Pow((x - light.X) / 0.75f, 2) + MathF.Pow((y - light.Y) / 0.7f, 2));
            var leaf = leaves.Fbm(x * 9, y * 9, 5);
            var tone = Ramp(tones, 1.02f - (far * 0.62f) + (leaf * 0.35f));
            return y > ground ? Mix(tone, Ramp(tones, 0.42f + (leaf * 0.3f)), Smooth(0, 0.1f, y - ground)) : tone;
        });
        canvas.Blur(0.006f);
        for (var layer = 0; layer < 4; layer++) Trunks(canvas, random, layer, ground, tones, mist);
        Floor(canvas, random, ground, tones);
        Rays(canvas, random, light, mist);
        var roof = random.Noise();
        canvas.Shade((x, y, below) =>
        {
            var leaf = roof.Fbm(x * 13, y * 13, 5) + roof.At(x * 3, y * 3) * 0.4f;
            var edge = Smooth(0.1f, 0.3f, leaf + 0.42f - (y * 2.1f));
            return Mix(below, Ramp(tones, 0.12f + Math.Clamp(leaf * 0.7f, 0, 0.55f)), edge * 0.93f);
        });
        canvas.Bloom(0.04f, 0.5f, 0.75f);
    }

    private static void Trunks(Canvas canvas, SceneRandom random, int layer, float ground, Vector3[] tones, Vector3 mist)
    {
        var near = layer / 3f;
        for (var i = 9 - (layer * 2); i >= 0; i--)
        {
            var width = Mix(0.006f, 0.042f, near * near) * random.Between(0.7f, 1.4f);
            var x = random.Between(-0.05f, canvas.Aspect + 0.05f);
            if (layer == 3) x = random.Pick(random.Between(-0.02f, 0.2f), canvas.Aspect - random.Between(-0.02f, 0.2f));
            var foot = ground + (near * near * 0.24f) + random.Between(0, 0.02f);
            var colour = Mix(Mix(tones[2], mist, 0.25f), tones[0] * 0.8f, 0.15f + (near * 0.85f));
            var (lean, bark) = (random.Between(-0.03f, 0.03f), random.Noise());
            canvas.Shape(
                x - (width * 2) - 0.03f, -0.05f, x + (width * 2) + 0.03f, foot,
                (px, py) =>
                {
                    var flare = 1 + (0.8f * MathF.Pow(Smooth(foot - 0.09f, foot, py), 2));
                    return MathF.Max(MathF.Abs(px - x - (lean * (foot - py))) - (width * flare * (0.75f + (0.25f * py))), py - foot);
                },
                (px, py) =>
                {
                    var side = Math.Clamp((px - x - (lean * (foot - py))) / width, -1, 1);
                    return colour * (1 + (bark.Fbm(px * 90, py * 12, 3) * 0.55f)) + (mist * 0.12f * MathF.Abs(side) * side * side);
                }, 0.002f);
        }
    }

    private static void Floor(Canvas canvas, SceneRandom random, float ground, Vector3[] tones)
    {
        for (var i = 0; i < 1500; i++)
        {
            var depth = MathF.Sqrt(i / 1500f);
            var (x, y) = (random.Between(-0.05f, canvas.Aspect + 0.05f), ground + 0.01f + (depth * (1.02f - ground)));
            var size = Mix(0.008f, 0.055f, depth);
            var colour = Ramp(tones, Math.Clamp(random.Between(0.1f, 0.62f) - (depth * 0.12f), 0, 1));
            var lean = random.Between(-0.8f, 0.8f);
            canvas.Stroke(x, y, x + (size * lean), y - size * random.Between(0.4f, 1), size * 0.06f, size * 0.01f, colour, canvas.Pixel);
        }
    }

    private static void Rays(Canvas canvas, SceneRandom random, Vector2 light, Vector3 mist)
    {
        var noise = random.Noise();
        var source = light - new Vector2(0.1f, 0.35f);
        canvas.Shade((x, y, below) =>
        {
            var angle = MathF.Atan2(x - source.X, y - source.Y);
            var ray = MathF.Pow(Math.Clamp(0.5f + noise.Fbm(angle * 7, 0.3f, 3), 0, 1), 2.2f);
            var far = (new Vector2(x, y) - source).Length();
            return below + (mist * ray * 0.5f * Smooth(1.25f, 0.2f, far) * Smooth(0.95f, 0.1f, MathF.Abs(angle - 0.25f)));
        });
    }
}
