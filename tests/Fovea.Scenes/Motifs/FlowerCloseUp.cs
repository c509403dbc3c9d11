using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class FlowerCloseUp
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var green = random.Palette("#13240f #35591f #7f9f3f #d6dc8a", "#10201c #2a564a #6fa088 #d0e4c0", "#1f1a2c #4a3f6a #98809f #ecd2d0");
        var noise = random.Noise();
        canvas.Fill((x, y) => Ramp(green, 0.42f + noise.Fbm(x * 2.2f, y * 2.2f, 3) + (0.2f * (0.5f - y))));
        for (var i = 0; i < 26; i++) canvas.Disc(random.Between(0, canvas.Aspect), random.Next(), random.Between(0.03f, 0.09f), Ramp(green, random.Between(0.5f, 1)), 0.012f, random.Between(0.08f, 0.4f));
        canvas.Blur(0.016f);
        var petals = random.Palette("#8a0f3a #e0376f #ff9fbe", "#c25a00 #ff9a1c #ffd873", "#b8b4c8 #f6f2f6 #ffffff", "#4a1f8a #8a55d8 #cdb0ff", "#8f1414 #e03a2a #ff9a6a", "#c79a00 #ffd21c #fff2a0");
        var centre = new Vector2(canvas.Aspect * random.Between(0.4f, 0.6f), random.Between(0.42f, 0.54f));
        var size = MathF.Min(canvas.Aspect, 1) * random.Between(0.34f, 0.43f);
        canvas.Stroke(centre.X, centre.Y, centre.X + random.Between(-0.1f, 0.1f), 1.2f, 0.016f, 0.02f, green[1] * 0.9f, 0.006f);
        var (count, wide, turn) = (random.Whole(8, 18), random.Between(0.85f, 1.2f), random.Next());
        for (var ring = 0; ring < 3; ring++)
        {
            for (var i = 0; i < count; i++)
            {
                var angle = ((i + (ring * 0.5f) + turn + random.Between(-0.1f, 0.1f)) * MathF.Tau) / count;
                Petal(canvas, random, centre, angle, size * (1.05f - (ring * 0.17f)), size * wide * 2.3f / count, petals, 0.72f + (ring * 0.14f));
            }
        }

        Heart(canvas, random, centre, size * random.Between(0.2f, 0.3f));
    }

    private static void Petal(Canvas canvas, SceneRandom random, Vector2 centre, float angle, float length, float width, Vector3[] colours, float light)
    {
        var (sin, cos) = MathF.SinCos(angle);
        var (veins, tone) = (random.Noise(), random.Between(0.9f, 1.08f) * light);
        var tilt = 0.86f;
        canvas.Shape(
            centre.X - length, centre.Y - length, centre.X + length, centre.Y + length,
            (x, y) =>
            {
                var (dx, dy) = (x - centre.X, (y - centre.Y) / tilt);
                var (u, v) = (((dx * cos) + (dy * sin)) / length, ((dy * cos) - (dx * sin)) / width);
                if (u is < 0 or > 1.02f) return 1;
                var half = MathF.Pow(MathF.Max(0, MathF.Sin(MathF.PI * MathF.Pow(Math.Clamp(u, 0, 1), 0.9f))), 0.62f) * 0.5f;
                return (MathF.Abs(v) - half) * width;
            },
            (x, y) =>
            {
                var (dx, dy) = (x - centre.X, (y - centre.Y) / tilt);
                var (u, v) = (((dx * cos) + (dy * sin)) / length, ((dy * cos) - (dx * sin)) / width);
                var vein = veins.Fbm(v * 15, u * 2, 3) * 0.14f;
                var fold = 1 - (0.28f * MathF.Abs(v)) - (0.2f * Smooth(0.3f, 0, MathF.Abs(v + 0.42f)));
                return Ramp(colours, (u * 0.8f) + 0.12f + vein) * fold * tone * (0.55f + (0.45f * Smooth(0.05f, 0.42f, u)));
            }, 0.0025f);
    }

    private static void Heart(Canvas canvas, SceneRandom random, Vector2 centre, float radius)
    {
        var tones = random.Palette("#5a2f08 #c47a12 #ffd84a", "#2a1408 #5f3312 #b87a2a");
        canvas.Ellipse(centre.X, centre.Y, radius, radius * 0.88f, 0, tones[0], 0.006f);
        for (var i = 0; i < 520; i++)
        {
            var reach = MathF.Sqrt((i + 0.5f) / 520) * radius;
            var (sin, cos) = MathF.SinCos(i * 2.39996f);
            var size = radius * 0.045f;
            canvas.Disc(centre.X + (cos * reach), centre.Y + (sin * reach * 0.88f), size, Ramp(tones, 0.35f + (0.5f * i / 520) - (sin * 0.2f) + random.Between(-0.15f, 0.15f)), size * 0.6f);
        }
    }
}
