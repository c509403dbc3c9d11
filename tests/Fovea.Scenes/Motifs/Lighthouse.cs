using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Lighthouse
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var night = random.Chance(0.6f);
        var sky = night ? random.Palette("#141c3f #3c3f78 #a8628a #f0a080", "#0c1a30 #214a70 #6f98b0 #e8c8a8") : random.Palette("#3f86cc #7fb4e2 #dcecf4 #f4f0e4");
        var (horizon, left) = (random.Between(0.66f, 0.72f), random.Chance(0.5f));
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon, Mix(sky[^1], new Vector3(1), 0.35f), sky[1], random.Between(0.4f, 0.56f));
        var waves = random.Noise();
        Scenery.Land(canvas, _ => horizon, (x, _, depth) =>
        {
            var wave = waves.Fbm(x * (3 + (0.8f / (depth + 0.04f))), 2.6f / (depth + 0.04f), 5);
            return Mix(Mix(sky[^1], sky[0], 0.35f + (depth * 2)), new Vector3(0.95f), Smooth(0.22f, 0.5f, wave) * 0.6f) * (0.85f + (wave * 0.4f));
        });
        var x = canvas.Aspect * (left ? random.Between(0.26f, 0.36f) : random.Between(0.64f, 0.74f));
        Cliff(canvas, random, x, horizon, night, sky);
        Tower(canvas, random, x, horizon - 0.06f, 0.46f, night, sky);
    }

    private static void Cliff(Canvas canvas, SceneRandom random, float x, float horizon, bool night, Vector3[] sky)
    {
        var (noise, grass) = (random.Noise(), night ? Hex("#26301f") : Hex("#5f8a3c"));
        var rock = night ? Mix(sky[1], new Vector3(0.14f, 0.12f, 0.12f), 0.7f) : new Vector3(0.5f, 0.44f, 0.4f);
        Scenery.Land(
            canvas,
            px => horizon - 0.06f + (MathF.Pow(MathF.Abs(px - x) / 0.42f, 2.4f) * 0.26f) + (noise.Fbm(px * 11, 1, 4) * 0.03f),
            (px, py, depth) =>
            {
                var stone = rock * (0.55f + (noise.Ridged(px * 9, py * 5, 6) * 0.95f));
                var foam = Smooth(0.85f, 0.96f, py + (noise.Fbm(px * 9, py * 6, 4) * 0.1f));
                return Mix(Mix(grass * (1 + (noise.Fbm(px * 50, py * 50, 3) * 0.5f)), stone, Smooth(0.01f, 0.05f, depth + (noise.Fbm(px * 16, py * 16, 3) * 0.03f))), new Vector3(0.9f, 0.93f, 0.95f) * (night ? 0.6f : 1), foam * 0.75f);
            }, 0.003f);
    }

    private static void Tower(Canvas canvas, SceneRandom random, float x, float ground, float height, bool night, Vector3[] sky)
    {
        var band = random.Pick(Hex("#c4202c"), Hex("#c4202c"), Hex("#1f3f78"), Hex("#2b2b30"));
        var (top, dim) = (ground - height, night ? 0.72f : 1);
        canvas.Box(x + 0.07f, ground - 0.07f, x + 0.23f, ground + 0.01f, (px, _) => new Vector3(0.9f, 0.88f, 0.84f) * dim * (1.1f - (px - x)));
        canvas.Polygon([new(x + 0.05f, ground - 0.07f), new(x + 0.09f, ground - 0.13f), new(x + 0.21f, ground - 0.13f), new(x + 0.25f, ground - 0.07f)], (_, _) => Hex("#8a3328") * dim);
        foreach (var window in (ReadOnlySpan<float>)[0.105f, 0.165f]) canvas.Box(x + window, ground - 0.05f, x + window + 0.025f, ground - 0.02f, (_, _) => night ? new Vector3(1.2f, 0.85f, 0.4f) : new Vector3(0.3f, 0.36f, 0.42f));
        canvas.Polygon(
            [new(x - 0.042f, top), new(x + 0.042f, top), new(x + 0.064f, ground + 0.01f), new(x - 0.064f, ground + 0.01f)],
            (px, py) =>
            {
                var colour = ((int)((py - top) / height * 5.999f) & 1) == 0 ? band : new Vector3(0.95f, 0.94f, 0.9f);
                return colour * dim * (1.12f - (0.55f * Smooth(-0.03f, 0.07f, px - x)));
            });
        foreach (var window in (ReadOnlySpan<float>)[0.28f, 0.62f]) canvas.Box(x - 0.008f, top + (height * window), x + 0.008f, top + (height * window) + 0.03f, (_, _) => night ? new Vector3(1.2f, 0.8f, 0.35f) : new Vector3(0.2f, 0.22f, 0.26f), 0.003f);
        canvas.Box(x - 0.056f, top - 0.012f, x + 0.056f, top + 0.004f, (_, _) => new Vector3(0.16f) * dim);
        canvas.Box(x - 0.032f, top - 0.062f, x + 0.032f, top - 0.012f, (_, _) => night ? new Vector3(1.6f, 1.35f, 0.8f) : new Vector3(0.75f, 0.85f, 0.9f));
        foreach (var bar in (ReadOnlySpan<float>)[-0.03f, -0.01f, 0.01f, 0.03f]) canvas.Stroke(x + bar, top - 0.062f, x + bar, top - 0.012f, 0.002f, 0.002f, new Vector3(0.12f));
        canvas.Polygon([new(x - 0.042f, top - 0.06f), new(x, top - 0.115f), new(x + 0.042f, top - 0.06f)], (_, _) => band * 0.8f * dim);
        if (!night) return;
        var lamp = new Vector2(x, top - 0.038f);
        canvas.Shade((px, py, below) =>
        {
            var d = new Vector2(px, py) - lamp;
            var (along, across) = (MathF.Abs(d.X), MathF.Abs(d.Y + (d.X * 0.1f)));
            return below + (sky[^1] * 0.5f * Smooth(0.02f + (along * 0.11f), 0, across) * Smooth(1.3f, 0.05f, along));
        });
        canvas.Glow(lamp.X, lamp.Y, 0.3f, new Vector3(0.9f, 0.7f, 0.4f), 3);
    }
}
