using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Coffee
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var wood = random.Palette("#3a2013 #6b4226 #94643c", "#8a6a4a #b8936a #d8b98c", "#24201e #453c36 #6a5c50");
        var noise = random.Noise();
        canvas.Fill((x, y) =>
        {
            var board = MathF.Floor((y * 5) + 0.3f);
            var grain = noise.Fbm((x * 1.5f) + (board * 13), y * 55, 4) + (0.5f * MathF.Sin((noise.Fbm(x + board, y * 3, 3) + y) * 46) * 0.3f);
            var joint = MathF.Abs((y * 5) + 0.3f - MathF.Round((y * 5) + 0.3f));
            return Ramp(wood, 0.5f + (grain * 0.6f) + ((noise.Cell((int)board, 3) - 0.5f) * 0.25f)) * (0.6f + (0.4f * Smooth(0, 0.02f, joint))) * (1.12f - (0.3f * x / canvas.Aspect));
        });
        var at = new Vector2(canvas.Aspect * random.Between(0.42f, 0.58f), random.Between(0.46f, 0.56f));
        var size = MathF.Min(1, canvas.Aspect) * random.Between(0.24f, 0.3f);
        var china = random.Pick(Hex("#f4f1ea"), Hex("#2f4858"), Hex("#d9e4e4"), Hex("#c75b4a"));
        canvas.Disc(at.X + 0.05f, at.Y + 0.06f, size * 1.5f, new Vector3(0.05f, 0.03f, 0.02f), 0.1f, 0.6f);
        Round(canvas, at, size * 1.5f, china, 0.9f);
        Round(canvas, at, size * 1.1f, china * 0.93f, 0.85f);
        var (sin, cos) = MathF.SinCos(random.Between(-0.7f, 0.7f));
        canvas.Stroke(at.X, at.Y, at.X + (cos * size * 1.3f), at.Y + (sin * size * 1.3f), size * 0.11f, size * 0.13f, china * 0.86f, 0.004f);
        canvas.Disc(at.X + 0.02f, at.Y + 0.025f, size, new Vector3(0.1f, 0.08f, 0.07f), 0.03f, 0.45f);
        Round(canvas, at, size, china, 1);
        canvas.Disc(at.X, at.Y, size * 0.9f, Hex("#3a1d0d"), 0.004f);
        Foam(canvas, random, at, size * 0.87f);
        Cookies(canvas, random, at, size);
    }

    private static void Round(Canvas canvas, Vector2 at, float radius, Vector3 colour, float light) => canvas.Shape(
        at.X - radius, at.Y - radius, at.X + radius, at.Y + radius, (x, y) => (new Vector2(x, y) - at).Length() - radius,
        (x, y) => colour * light * (1.03f + (0.2f * Vector2.Dot(at - new Vector2(x, y), new Vector2(0.8f, 0.6f)) / radius) - (0.1f * Smooth(0.93f, 1, (new Vector2(x, y) - at).Length() / radius))));

    private static void Foam(Canvas canvas, SceneRandom random, Vector2 at, float radius)
    {
        var (noise, turn, leaves) = (random.Noise(), random.Between(-0.6f, 0.6f), random.Chance(0.6f));
        var (sin, cos) = MathF.SinCos(turn);
        canvas.Shape(at.X - radius, at.Y - radius, at.X + radius, at.Y + radius, (x, y) => (new Vector2(x, y) - at).Length() - radius, (x, y) =>
        {
            var d = (new Vector2(x, y) - at) / radius;
            var (u, v) = ((d.X * cos) + (d.Y * sin), (d.Y * cos) - (d.X * sin));
            var swirl = noise.Fbm(u * 2.6f, v * 2.6f, 3) * 0.1f;
            var crema = Mix(Hex("#8a4f22"), Hex("#b87a3f"), 0.5f + (noise.Fbm(u * 5, v * 5, 4) * 0.9f));
            float milk;
            if (leaves)
            {
                var half = 0.62f * MathF.Sqrt(MathF.Max(0, 1 - MathF.Pow((v + 0.02f) / 0.78f, 2)));
                var bands = MathF.Sin((v + (MathF.Abs(u) * 0.85f) + swirl) * 25);
                milk = Smooth(0, 0.06f, half - MathF.Abs(u) + (swirl * 0.4f)) * Smooth(-0.15f, 0.3f, bands) * Smooth(0.015f, 0.05f, MathF.Abs(u) + 0.02f);
            }
            else
            {
                var (hx, hy) = (u * 1.35f, (-v * 1.3f) + 0.1f);
                var heart = MathF.Pow((hx * hx) + (hy * hy) - 0.42f, 3) - (hx * hx * hy * hy * hy);
                milk = Smooth(0.03f, -0.02f, heart + (swirl * 0.1f));
            }

            return Mix(crema, Hex("#f6e6cc"), milk * 0.95f) * (1 - (0.35f * Smooth(0.85f, 1, d.Length())));
        }, 0.004f);
    }

    private static void Cookies(Canvas canvas, SceneRandom random, Vector2 cup, float size)
    {
        for (var i = random.Whole(1, 3); i > 0; i--)
        {
            var angle = random.Pick(0.9f, 2.4f, 3.8f, 5.4f) + random.Between(-0.2f, 0.2f);
            var at = cup + (new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * size * 2.05f);
            var (radius, noise) = (size * 0.42f, random.Noise());
            canvas.Disc(at.X + 0.02f, at.Y + 0.025f, radius, new Vector3(0.05f, 0.03f, 0.02f), 0.04f, 0.5f);
            canvas.Shape(
                at.X - (radius * 1.1f), at.Y - (radius * 1.1f), at.X + (radius * 1.1f), at.Y + (radius * 1.1f),
                (x, y) => (new Vector2(x, y) - at).Length() - (radius * (1 + (noise.At(x * 14, y * 14) * 0.07f))),
                (x, y) => Hex("#c88a4a") * (1 + (noise.Fbm(x * 30, y * 30, 4) * 0.5f) - (0.4f * Vector2.Dot(new Vector2(x, y) - at, new Vector2(0.7f, 0.7f)) / radius)));
            for (var chip = 0; chip < 9; chip++) canvas.Ellipse(at.X + random.Between(-radius, radius) * 0.62f, at.Y + random.Between(-radius, radius) * 0.62f, radius * random.Between(0.07f, 0.14f), radius * random.Between(0.05f, 0.1f), random.Between(0, 3), Hex("#3a1d10"), 0.003f);
        }
    }
}
