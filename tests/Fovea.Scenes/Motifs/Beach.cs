using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Beach
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#2f86d6 #7fbdec #d8effa", "#4a9ad8 #a5d3ee #f4f2e2");
        var water = random.Palette("#0f5c93 #1f93b4 #57c7c4 #b9ebdd", "#135a7a #2392a0 #6fcdb8 #cdeed8");
        var sand = random.Palette("#c9a56f #e3c794 #f6e6c3", "#cfae86 #ead2ac #fbeed6");
        var (horizon, noise, bend) = (random.Between(0.34f, 0.42f), random.Noise(), random.Between(-0.16f, 0.16f));
        Scenery.Sky(canvas, sky, horizon);
        Scenery.Clouds(canvas, random, horizon + 0.03f, new Vector3(1.03f), new Vector3(0.78f, 0.84f, 0.9f), random.Between(0.36f, 0.52f), 1.5f);
        float Shore(float x) => 0.6f + (bend * (x - (canvas.Aspect / 2))) + (noise.Fbm(x * 2.3f, 3, 4) * 0.06f);
        canvas.Shade((x, y, below) =>
        {
            if (y < horizon) return below;
            var shore = Shore(x);
            var t = (y - horizon) / (shore - horizon);
            var wave = noise.Fbm(x * 7, 9 / (y - horizon + 0.05f), 4);
            var sea = Ramp(water, MathF.Pow(t, 1.4f) + (wave * 0.09f)) + new Vector3(Smooth(0.22f, 0.4f, wave) * 0.22f);
            var foam = Smooth(0.035f, 0, MathF.Abs(y - shore + (noise.Fbm(x * 20, y * 9, 4) * 0.02f))) + (Smooth(0.02f, 0, MathF.Abs(y - shore + 0.07f + (noise.Fbm((x * 9) + 5, 1, 4) * 0.04f))) * 0.7f);
            var grain = noise.Fbm(x * 160, y * 160, 2) * 0.06f;
            var hollow = noise.Fbm(x * 9, y * 22, 4);
            var dry = Ramp(sand, 0.6f + (hollow * 0.55f) + ((y - 0.8f) * 0.25f)) + new Vector3(grain);
            var beach = Mix(dry * new Vector3(0.66f, 0.62f, 0.58f), dry, Smooth(0, 0.07f, y - shore - 0.012f));
            return Mix(Mix(sea, beach, Smooth(-0.004f, 0.004f, y - shore)), new Vector3(0.98f), Math.Clamp(foam, 0, 0.93f));
        });
        var count = random.Whole(1, 3);
        for (var i = 0; i < count; i++)
        {
            Umbrella(canvas, random, canvas.Aspect * (((i + 0.5f) / count) + random.Between(-0.08f, 0.08f)), 0.8f + random.Between(-0.04f, 0.08f), random.Between(0.2f, 0.27f));
        }
    }

    private static void Umbrella(Canvas canvas, SceneRandom random, float x, float ground, float size)
    {
        var colours = random.Palette("#d62839 #fff5e6", "#1f6fb2 #ffffff", "#f4a51c #fff3d6", "#2a9d8f #fff5e6", "#e0588a #fff0f4");
        canvas.Ellipse(x + (size * 0.42f), ground + (size * 0.09f), size * 0.66f, size * 0.13f, 0.05f, new Vector3(0.42f, 0.33f, 0.24f), 0.02f, 0.6f);
        var towel = random.Palette("#3f7fbf #f4f4f4", "#e0563f #ffe7c4");
        canvas.Polygon(
            [new(x - (size * 0.62f), ground + (size * 0.16f)), new(x - (size * 0.05f), ground + (size * 0.1f)), new(x + (size * 0.22f), ground + (size * 0.26f)), new(x - (size * 0.46f), ground + (size * 0.34f))],
            (px, py) => towel[(int)(((px * 0.5f) + py) * 60 / (size * 4)) & 1] * 0.95f);
        var lean = size * 0.12f;
        var top = new Vector2(x + lean, ground - (size * 1.12f));
        canvas.Stroke(x, ground + (size * 0.1f), top.X, top.Y, size * 0.018f, size * 0.015f, Hex("#8c6b4a"));
        var (rx, ry, low) = (size * 0.74f, size * 0.46f, top.Y + (size * 0.43f));
        canvas.Shape(
            top.X - rx, top.Y - 0.01f, top.X + rx, low + (ry * 0.2f),
            (px, py) =>
            {
                var (dx, dy) = ((px - top.X) / rx, (py - low) / ry);
                var scallop = MathF.Abs(MathF.Sin(dx * 3.5f * MathF.PI)) * 0.09f;
                return MathF.Max((MathF.Sqrt((dx * dx) + (dy * dy)) - 1) * ry, (dy - scallop) * ry);
            },
            (px, py) =>
            {
                var (dx, up) = ((px - top.X) / rx, Math.Clamp((low - py) / ry, 0, 1));
                var width = MathF.Sqrt(MathF.Max(0.02f, 1 - (up * up)));
                var gore = (int)MathF.Floor((MathF.Asin(Math.Clamp(dx / width, -1, 1)) / MathF.PI * 8) + 8.5f);
                return colours[gore & 1] * (1.02f - (0.38f * Smooth(-0.5f, 1, dx)) + (up * 0.1f));
            });
    }
}
