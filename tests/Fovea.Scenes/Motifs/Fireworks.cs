using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Fireworks
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#04050f #0c1030 #24204a", "#050810 #0a1c34 #1c3f58");
        var shore = random.Between(0.76f, 0.82f);
        CityNight.Skyline(canvas, random, sky, shore);
        for (var i = random.Whole(3, 5); i > 0; i--)
        {
            var colours = random.Palette("#ffd27a #ffb347 #fff2c8", "#ff4f6a #ff9ab0 #ffd0d8", "#5ab8ff #a8dcff #ffffff", "#8aff9a #d0ffc8 #ffffff", "#c87aff #e8c0ff #ffd27a");
            Burst(canvas, random, new Vector2(canvas.Aspect * random.Between(0.15f, 0.85f), random.Between(0.14f, 0.46f)), random.Between(0.13f, 0.26f), colours);
        }

        Scenery.Mirror(canvas, random, shore, sky[0], 0.7f, 0.05f);
        canvas.Bloom(0.008f, 0.9f, 0.5f);
        canvas.Bloom(0.05f, 0.6f, 0.6f);
    }

    private static void Burst(Canvas canvas, SceneRandom random, Vector2 at, float radius, Vector3[] colours)
    {
        canvas.Glow(at.X, at.Y, radius * 1.6f, colours[0] * 0.25f);
        var count = random.Whole(60, 110);
        for (var i = 0; i < count; i++)
        {
            var (sin, cos) = MathF.SinCos(random.Between(0, MathF.Tau));
            var reach = radius * MathF.Pow(random.Next(), 0.35f) * random.Between(0.85f, 1);
            var previous = at + (new Vector2(cos, sin) * reach * 0.25f);
            for (var step = 1; step <= 7; step++)
            {
                var t = 0.25f + (0.75f * step / 7);
                var next = at + new Vector2(cos * reach * t, (sin * reach * t) + (radius * 0.22f * t * t));
                canvas.Stroke(previous.X, previous.Y, next.X, next.Y, 0.0009f, 0.0012f, Ramp(colours, t) * (0.35f + (0.9f * t)), 0.0016f, 0.75f);
                previous = next;
            }

            canvas.Disc(previous.X, previous.Y, 0.0022f, new Vector3(1.4f), 0.002f);
        }
    }
}
