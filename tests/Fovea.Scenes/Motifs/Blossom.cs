using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Blossom
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#5fa0dc #a8d0ee #eef6fa", "#8ab0d8 #d0d8e8 #fdeef0", "#7fc0c8 #c0e2e0 #f4f8ec");
        var petals = random.Palette("#d87aa0 #f4b0c8 #fff0f6", "#c8c8d0 #f4eef2 #ffffff", "#c84a80 #f080a8 #ffd6e4");
        Scenery.Sky(canvas, sky, 1);
        for (var i = 0; i < 60; i++) canvas.Disc(random.Between(0, canvas.Aspect), random.Next(), random.Between(0.02f, 0.1f), Ramp(petals, random.Between(0.3f, 1)), 0.03f, random.Between(0.1f, 0.45f));
        canvas.Blur(0.012f);
        var bark = new Vector3(0.2f, 0.13f, 0.11f);
        var tips = new List<Vector2>();
        var left = random.Chance(0.5f);
        Scenery.Branch(canvas, random, new Vector2(left ? -0.03f : canvas.Aspect + 0.03f, random.Between(0.7f, 0.95f)), left ? 0.45f : MathF.PI - 0.45f, 0.33f, 0.024f, 5, bark, tips);
        Scenery.Branch(canvas, random, new Vector2(left ? canvas.Aspect * 0.1f : canvas.Aspect * 0.9f, -0.03f), left ? -0.6f : MathF.PI + 0.6f, 0.24f, 0.016f, 4, bark, tips);
        foreach (var tip in tips)
        {
            for (var i = random.Whole(1, 3); i > 0; i--)
            {
                Flower(canvas, random, tip + new Vector2(random.Between(-0.035f, 0.035f), random.Between(-0.035f, 0.035f)), random.Between(0.018f, 0.034f), petals);
            }
        }

        for (var i = 0; i < 24; i++) canvas.Ellipse(random.Between(0, canvas.Aspect), random.Next(), 0.009f, 0.005f, random.Between(0, 3), petals[2], 0.004f, 0.75f);
    }

    private static void Flower(Canvas canvas, SceneRandom random, Vector2 at, float size, Vector3[] petals)
    {
        var (turn, tone) = (random.Between(0, 3), random.Between(0.45f, 0.95f));
        for (var i = 0; i < 5; i++)
        {
            var (sin, cos) = MathF.SinCos(turn + (i * MathF.Tau / 5));
            canvas.Ellipse(at.X + (cos * size * 0.55f), at.Y + (sin * size * 0.5f), size * 0.5f, size * 0.4f, MathF.Atan2(sin, cos), Ramp(petals, tone - (sin * 0.18f)) * (0.97f - (sin * 0.04f)), size * 0.09f);
        }

        canvas.Disc(at.X, at.Y, size * 0.2f, petals[0] * 0.85f, size * 0.12f);
        for (var i = 0; i < 7; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.Tau / 7);
            canvas.Disc(at.X + (cos * size * 0.27f), at.Y + (sin * size * 0.27f), size * 0.045f, Hex("#f4c542"), size * 0.03f);
        }
    }
}
