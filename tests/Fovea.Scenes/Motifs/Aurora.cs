using Fovea.Scenes.Painting;
using static Fovea.Scenes.Painting.Tones;

namespace Fovea.Scenes.Motifs;

internal static class Aurora
{
    public static void Paint(Canvas canvas, SceneRandom random)
    {
        var sky = random.Palette("#030712 #081830 #12304a", "#05060f #10143a #1c3050");
        var glow = random.Palette("#14ff9c #3affc0 #7a5cff", "#4aff8a #b8ff6a #ff5aa8", "#20e0c0 #4ab8ff #b06aff");
        var shore = random.Between(0.72f, 0.78f);
        Scenery.Sky(canvas, sky, shore);
        for (var i = 0; i < 700; i++) canvas.Disc(random.Between(0, canvas.Aspect), random.Next() * shore, 0.0006f + (MathF.Pow(random.Next(), 8) * 0.0014f), new Vector3(0.9f), 0.0012f, random.Between(0.2f, 0.9f));
        for (var curtain = 0; curtain < 3; curtain++)
        {
            var (noise, offset, low, strength) = (random.Noise(), random.Between(0, 60), random.Between(0.42f, 0.62f), random.Between(0.45f, 0.9f));
            canvas.Shade((x, y, below) =>
            {
                var foot = low + (noise.Fbm((x * 1.5f) + offset, 0.3f, 3) * 0.42f);
                var up = foot - y;
                var fold = 0.5f + noise.Fbm((x * 9) + offset + (noise.At(x * 3, 4) * 1.2f), up * 0.6f, 4);
                var fade = up < 0 ? MathF.Exp(up * 36) : MathF.Exp(-up * 4.6f);
                return below + (Ramp(glow, up * 2.1f) * fade * MathF.Max(0, fold) * strength * 0.8f);
            });
        }

        var ridge = Scenery.Ridge(random, shore - 0.05f, 0.09f, 1.6f, sharp: true);
        var rock = random.Noise();
        Scenery.Land(canvas, ridge, (x, y, depth) => Mix(new Vector3(0.3f, 0.45f, 0.5f), new Vector3(0.03f, 0.06f, 0.1f), Smooth(0.35f, 0.62f, rock.Ridged(x * 7, y * 9, 5) - 0.1f + (depth * 2))));
        var bank = Scenery.Ridge(random, shore - 0.004f, 0.008f, 4);
        Scenery.Land(canvas, bank, (_, _, _) => new Vector3(0.01f, 0.02f, 0.03f));
        for (var x = 0f; x < canvas.Aspect; x += random.Between(0.01f, 0.05f)) Scenery.Fir(canvas, random, x, bank(x) + 0.006f, random.Between(0.025f, 0.08f), new Vector3(0.012f, 0.024f, 0.032f));
        Scenery.Mirror(canvas, random, shore, sky[0], 0.72f, 0.03f);
        canvas.Bloom(0.05f, 0.25f, 0.55f);
    }
}
