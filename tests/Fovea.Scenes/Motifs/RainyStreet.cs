using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class RainyStreet
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var night = random.Palette("#05070f #10182c #2b3550", "#0a0610 #20142e #4a2f50", "#040c10 #0c2430 #27505c");
        var (vanish, street) = (new Vector2(canvas.Aspect * random.Between(0.42f, 0.58f), 0.46f), 0.56f);
        canvas.Fill((x, y) => Mix(night[2] * 1.15f, night[0], ((new Vector2(x, y) - vanish).Length() * 1.1f) - 0.08f));
        foreach (var side in (ReadOnlySpan<int>)[-1, 1]) Fronts(canvas, random, vanish, side, night);
        for (var i = 7; i >= 1; i--)
        {
            var t = 1f / (1 + (i * 0.55f));
            foreach (var side in (ReadOnlySpan<int>)[-1, 1]) Lamp(canvas, vanish + new Vector2(side * canvas.Aspect * 0.62f * t, 0), t, side);
        }

        for (var i = random.Whole(1, 2); i >= 0; i--) Car(canvas, random, vanish);
        Person(canvas, random, canvas.Aspect * random.Between(0.3f, 0.7f), 0.71f, random.Between(0.24f, 0.3f));
        Wet(canvas, random, street, night);
        for (var i = 0; i < 260; i++)
        {
            var (x, y, length) = (random.Between(0, canvas.Aspect), random.Next(), random.Between(0.015f, 0.05f));
            canvas.Stroke(x, y, x - (length * 0.16f), y + length, 0.0006f, 0.0009f, new Vector3(0.75f, 0.8f, 0.9f), 0.001f, random.Between(0.06f, 0.25f));
        }

        canvas.Bloom(0.015f, 0.8f, 0.6f);
        canvas.Bloom(0.06f, 0.6f, 0.7f);
    }

    private static void Fronts(Canvas canvas, SceneRandom random, Vector2 vanish, int side, Vector3[] night)
    {
        var edge = side < 0 ? 0 : canvas.Aspect;
        for (var i = 0; i < 6; i++)
        {
            var (near, far) = (1 - (i / 6f * 0.92f), 1 - ((i + 1) / 6f * 0.92f));
            var roof = random.Between(0.5f, 0.9f);
            var wall = Mix(night[1], night[2], i / 6f) * random.Between(0.7f, 1.1f);
            Vector2 At(float t, float y) => new(vanish.X + ((edge - vanish.X) * t), vanish.Y + (y * t));
            canvas.Polygon([At(near, -roof), At(far, -roof), At(far, 0.14f), At(near, 0.14f)], (_, y) => wall * (0.6f + y));
            var glow = random.Pick(Hex("#ffbf66"), Hex("#ff8fb0"), Hex("#8fe0ff"), Hex("#ffe2a8"), Hex("#b0ffcf"));
            if (random.Chance(0.85f))
            {
                var (a, b) = (Mix(near, far, 0.1f), Mix(near, far, 0.88f));
                canvas.Polygon([At(a, -0.03f), At(b, -0.03f), At(b, 0.12f), At(a, 0.12f)], (_, y) => glow * random.Between(0.8f, 0.84f), 0.006f, 0.9f);
                canvas.Polygon([At(a, -0.09f), At(b, -0.09f), At(b, -0.05f), At(a, -0.05f)], (_, _) => random.Pick(glow * 0.8f, glow * 0.82f), 0.003f, 0.8f);
            }

            for (var floor = 1; floor < roof / 0.13f; floor++)
            {
                for (var window = 0; window < 3; window++)
                {
                    if (!random.Chance(0.42f)) continue;
                    var (a, b) = (Mix(near, far, 0.14f + (window * 0.28f)), Mix(near, far, 0.3f + (window * 0.28f)));
                    var (low, high) = (-0.07f - (floor * 0.13f), -0.15f - (floor * 0.13f));
                    if (high < -roof) continue;
                    var tone = random.Pick(Hex("#ffd08a"), Hex("#ffe6bf"), Hex("#cfe0ff")) * random.Between(0.3f, 0.8f);
                    canvas.Polygon([At(a, low), At(b, low), At(b, high), At(a, high)], (_, _) => tone, 0.002f);
                }
            }
        }
    }

    private static void Lamp(Canvas canvas, Vector2 at, float size, int side)
    {
        var (head, foot) = (at + new Vector2(-side * 0.1f * size, -0.42f * size), at + new Vector2(0, 0.13f * size));
        canvas.Stroke(foot.X, foot.Y, at.X, head.Y, 0.006f * size, 0.004f * size, new Vector3(0.04f), 0.001f);
        canvas.Stroke(at.X, head.Y, head.X, head.Y, 0.004f * size, 0.004f * size, new Vector3(0.04f), 0.001f);
        canvas.Glow(head.X, head.Y, 0.34f * size, new Vector3(0.6f, 0.36f, 0.12f), 2.5f);
        canvas.Ellipse(head.X, head.Y + (0.008f * size), 0.022f * size, 0.012f * size, 0, new Vector3(1.8f, 1.5f, 1f), 0.004f);
    }

    private static void Car(Canvas canvas, SceneRandom random, Vector2 vanish)
    {
        var (t, coming) = (random.Between(0.16f, 0.5f), random.Chance(0.5f));
        var x = vanish.X + ((coming ? -0.22f : 0.22f) * canvas.Aspect * t);
        var (y, size, light) = (vanish.Y + (0.2f * t), 0.16f * t, coming ? new Vector3(1.8f, 1.7f, 1.5f) : new Vector3(1.6f, 0.12f, 0.08f));
        canvas.Box(x - size, y - (size * 0.5f), x + size, y + (size * 0.3f), (_, _) => new Vector3(0.03f, 0.03f, 0.05f), 0.004f);
        canvas.Box(x - (size * 0.72f), y - size, x + (size * 0.72f), y - (size * 0.4f), (_, _) => new Vector3(0.06f, 0.07f, 0.1f), 0.008f);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Disc(x + (side * size * 0.74f), y - (size * 0.1f), size * 0.13f, light, 0.003f);
            canvas.Glow(x + (side * size * 0.74f), y - (size * 0.1f), size * 1.3f, light * 0.4f, 3);
        }

    }

    private static void Person(Canvas canvas, SceneRandom random, float x, float ground, float size)
    {
        var dark = new Vector3(0.03f, 0.03f, 0.045f);
        var cover = random.Pick(Hex("#c81f3a"), Hex("#e0a01c"), Hex("#1c1c24"), Hex("#1f6fa8"));
        canvas.Stroke(x - (size * 0.05f), ground, x - (size * 0.03f), ground - (size * 0.42f), size * 0.035f, size * 0.05f, dark);
        canvas.Stroke(x + (size * 0.08f), ground - (size * 0.02f), x + (size * 0.03f), ground - (size * 0.42f), size * 0.035f, size * 0.05f, dark);
        canvas.Polygon([new(x - (size * 0.13f), ground - (size * 0.28f)), new(x - (size * 0.1f), ground - (size * 0.72f)), new(x + (size * 0.1f), ground - (size * 0.72f)), new(x + (size * 0.14f), ground - (size * 0.28f))], (_, _) => dark, 0.003f);
        canvas.Disc(x, ground - (size * 0.79f), size * 0.07f, dark);
        canvas.Stroke(x + (size * 0.09f), ground - (size * 0.6f), x + (size * 0.1f), ground - size, size * 0.01f, size * 0.008f, dark);
        var (middle, low) = (x + (size * 0.08f), ground - (size * 0.86f));
        canvas.Shape(
            middle - (size * 0.4f), low - (size * 0.3f), middle + (size * 0.4f), low + (size * 0.05f),
            (px, py) =>
            {
                var (dx, dy) = ((px - middle) / (size * 0.4f), (py - low) / (size * 0.27f));
                return MathF.Max((MathF.Sqrt((dx * dx) + (dy * dy)) - 1) * size * 0.27f, (dy - (0.14f * MathF.Abs(MathF.Sin(dx * 6.2f)))) * size * 0.27f);
            },
            (px, py) => cover * (0.75f + (0.5f * Smooth(low, low - (size * 0.27f), py)) - (0.15f * MathF.Abs(MathF.Sin((px - middle) / size * 15)))));
    }

    private static void Wet(Canvas canvas, SceneRandom random, float street, Vector3[] night)
    {
        var noise = random.Noise();
        canvas.Shade((x, y, below) =>
        {
            var line = street + (noise.Fbm(x * 4, 0, 2) * 0.004f);
            if (y < line) return below;
            var depth = y - line;
            var sum = Vector3.Zero;
            for (var i = 0; i < 7; i++)
            {
                var wobble = noise.At((x * 30) + (i * 7), y * 90) * 0.012f * (0.3f + (depth * 3));
                sum += canvas.At((int)((x + wobble) / canvas.Pixel), (int)((line - (depth * (0.55f + (i * 0.16f))) - 0.01f) / canvas.Pixel));
            }

            var puddle = 0.55f + (0.45f * Smooth(-0.15f, 0.2f, noise.Fbm(x * 3.5f, 5 / (depth + 0.2f), 4)));
            var stone = night[0] * (1 + (noise.Fbm(x * 60 / (depth + 0.2f), 14 / (depth + 0.1f), 3) * 0.8f));
            var reflection = stone + (sum / 7 * puddle * 0.95f);
            var lower = Smooth(0.16f, 0.2f, y - street);
            return Mix(Mix(below, reflection, 0.92f), reflection, lower);
        });
    }
}
