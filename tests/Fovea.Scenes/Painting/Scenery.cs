using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Painting;

/// <summary>What several motifs have in common: sky, hills, water, trees.</summary>
internal static class Scenery
{
    public static void Sky(Canvas canvas, Vector3[] palette, float horizon) => canvas.Fill((_, y) => Ramp(palette, y / horizon));

    /// <summary>Clouds that get smaller towards the horizon.</summary>
    public static void Clouds(Canvas canvas, SceneRandom random, float horizon, Vector3 lit, Vector3 shade, float cover, float flat = 2.4f)
    {
        var noise = random.Noise();
        var drift = random.Between(0, 50);
        canvas.Shade((x, y, below) =>
        {
            if (y >= horizon) return below;
            var depth = 1 / (horizon - y + 0.12f);
            var (u, v) = ((x - (canvas.Aspect / 2)) * depth * 0.8f, depth * flat);
            var density = noise.Fbm(u + drift, v, 6) + (cover - 0.5f);
            var under = noise.Fbm(u + drift, v + 0.22f, 4) + (cover - 0.5f);
            var thick = Smooth(0.02f, 0.45f, density);
            var colour = Mix(lit, shade, Smooth(0, 0.6f, under) * 0.8f);
            return Mix(below, colour, thick * Smooth(0, 0.22f, horizon - y));
        });
    }

    /// <summary>The height line of hills: y for each x.</summary>
    public static Func<float, float> Ridge(SceneRandom random, float middle, float amplitude, float frequency, bool sharp = false)
    {
        var noise = random.Noise();
        var offset = random.Between(0, 100);
        return sharp
            ? x => middle - (amplitude * ((noise.Ridged((x * frequency) + offset, 0.5f, 6) - 0.45f) * 2))
            : x => middle - (amplitude * noise.Fbm((x * frequency) + offset, 0.5f, 5) * 1.6f);
    }

    /// <summary>Fills below a ridge.</summary>
    public static void Land(Canvas canvas, Func<float, float> ridge, Func<float, float, float, Vector3> colour, float softness = 0)
    {
        var tops = Enumerable.Range(0, canvas.Width).Select(x => ridge((x + 0.5f) * canvas.Pixel)).ToArray();
        var edge = MathF.Max(canvas.Pixel, softness);
        canvas.Shade((x, y, below) =>
        {
            var depth = y - tops[Math.Min((int)(x / canvas.Pixel), tops.Length - 1)];
            return depth < -edge ? below : Mix(below, colour(x, y, depth), 0.5f + (depth / edge));
        });
    }

    /// <summary>Still water from the shore downwards: what is above it, upside down, broken by ripples.</summary>
    public static void Mirror(Canvas canvas, SceneRandom random, float shore, Vector3 tint, float strength = 0.72f, float ripple = 0.012f)
    {
        var noise = random.Noise();
        canvas.Shade((x, y, below) =>
        {
            if (y < shore) return below;
            var depth = y - shore;
            var wave = noise.Fbm(x * 3, depth * 60 / (0.4f + depth), 3);
            var near = 0.25f + (depth * 3);
            var source = canvas.At((int)((x + (wave * ripple * near * 0.5f)) / canvas.Pixel), (int)((shore - (depth * 1.02f) + (wave * ripple * near)) / canvas.Pixel));
            var sheen = noise.Fbm(x * 5, depth * 140 / (0.5f + (2 * depth)), 2) * 0.06f;
            return Mix(tint, source, strength) + new Vector3(sheen);
        });
    }

    /// <summary>A fir with drooping branches.</summary>
    public static void Fir(Canvas canvas, SceneRandom random, float x, float ground, float height, Vector3 colour, Vector3? snow = null, float softness = 0)
    {
        canvas.Stroke(x, ground, x, ground - (height * 0.5f), height * 0.022f, height * 0.015f, colour * 0.7f, softness);
        var tiers = Math.Clamp((int)(height * canvas.Height / 7), 5, 13);
        for (var i = 0; i < tiers; i++)
        {
            var t = (float)i / tiers;
            var (y, half) = (ground - (height * (0.1f + (0.86f * t))), height * 0.2f * MathF.Pow(1 - t, 0.85f) * random.Between(0.85f, 1.12f));
            var drop = height * 0.11f;
            var shade = colour * random.Between(0.85f, 1.15f);
            canvas.Polygon([new(x, y - drop), new(x + half, y + (drop * 0.3f)), new(x + (half * 0.3f), y + (drop * 0.12f)), new(x - (half * 0.3f), y + (drop * 0.14f)), new(x - half, y + (drop * 0.3f))], (_, _) => shade, softness);
            if (snow is { } white && half * canvas.Height > 1.5f)
            {
                canvas.Stroke(x - (half * 0.1f), y - (drop * 0.6f), x - (half * 0.8f), y + (drop * 0.1f), drop * 0.13f, drop * 0.05f, white, drop * 0.1f, 0.85f);
                canvas.Stroke(x + (half * 0.15f), y - (drop * 0.5f), x + (half * 0.75f), y + (drop * 0.1f), drop * 0.12f, drop * 0.05f, white * 0.9f, drop * 0.1f, 0.7f);
            }
        }
    }

    /// <summary>Leaves as many small discs, light above and dark below.</summary>
    public static void Crown(Canvas canvas, SceneRandom random, float x, float y, float radius, Vector3[] leaves, int count, float leaf)
    {
        for (var i = 0; i < count; i++)
        {
            var order = (float)i / count;
            var angle = random.Between(0, MathF.Tau);
            var reach = radius * MathF.Sqrt(random.Next()) * random.Between(0.75f, 1.08f);
            var (px, py) = (x + (MathF.Cos(angle) * reach * 1.08f), y + (MathF.Sin(angle) * reach * 0.9f));
            var light = Math.Clamp(0.5f - ((py - y) / radius * 0.45f) - ((px - x) / radius * 0.15f) + ((order - 0.5f) * 0.5f) + random.Between(-0.12f, 0.12f), 0, 1);
            canvas.Ellipse(px, py, leaf * random.Between(0.6f, 1.3f), leaf * random.Between(0.4f, 0.9f), random.Between(0, 3), Ramp(leaves, light), leaf * 0.4f);
        }
    }

    /// <summary>A trunk that divides again and again; tells where each branch ends.</summary>
    public static void Branch(Canvas canvas, SceneRandom random, Vector2 from, float angle, float length, float thickness, int depth, Vector3 colour, ICollection<Vector2> tips)
    {
        var (sin, cos) = MathF.SinCos(angle);
        var to = from + new Vector2(cos * length, -sin * length);
        canvas.Stroke(from.X, from.Y, to.X, to.Y, thickness, thickness * 0.7f, colour * random.Between(0.85f, 1.1f), canvas.Pixel);
        if (depth < 3) tips.Add(to);
        if (depth == 0) return;
        var branches = random.Whole(2, 3);
        for (var i = 0; i < branches; i++)
        {
            var spread = (((i + 0.5f) / branches) - 0.5f) * random.Between(0.9f, 1.6f);
            Branch(canvas, random, to, angle + spread + random.Between(-0.15f, 0.15f), length * random.Between(0.65f, 0.85f), thickness * 0.64f, depth - 1, colour, tips);
        }
    }
}
