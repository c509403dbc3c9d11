namespace Fovea.Scenes.Painting;

/// <summary>What a lens and a sensor do to a picture.</summary>
internal static class Developing
{
    /// <summary>Highlights roll off, corners darken, grain is added; 8-bit RGB comes out.</summary>
    public static byte[] Develop(Canvas canvas, int seed, float vignette = 0.22f, float grain = 0.012f, float saturation = 1.08f)
    {
        var noise = new Noise(seed);
        var bytes = new byte[canvas.Pixels.Length * 3];
        Parallel.For(0, canvas.Height, y =>
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var i = (y * canvas.Width) + x;
                var (u, v) = (((x + 0.5f) / canvas.Width) - 0.5f, ((y + 0.5f) / canvas.Height) - 0.5f);
                var colour = canvas.Pixels[i] * (1 - (vignette * 2 * MathF.Pow((u * u) + (v * v), 1.1f)));
                var light = Vector3.Dot(colour, new Vector3(0.3f, 0.59f, 0.11f));
                colour = Vector3.Lerp(new Vector3(light), colour, saturation);
                colour += new Vector3((noise.Cell(x, y) + noise.Cell(x + 7919, y) - 1) * grain);
                for (var c = 0; c < 3; c++) bytes[(i * 3) + c] = (byte)Math.Clamp((RollOff(colour[c]) * 255) + 0.5f, 0, 255);
            }
        });
        return bytes;
    }

    private static float RollOff(float value) => value <= 0.8f ? value : 0.8f + (0.2f * (1 - MathF.Exp(-(value - 0.8f) / 0.2f)));
}
