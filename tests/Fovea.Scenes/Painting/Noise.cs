namespace Fovea.Scenes.Painting;

/// <summary>Smooth noise of one seed, about −1 to 1.</summary>
internal sealed class Noise(int seed)
{
    /// <summary>Gradient noise (Perlin 2002).</summary>
    public float At(float x, float y)
    {
        var (fx, fy) = (MathF.Floor(x), MathF.Floor(y));
        var (ix, iy) = ((int)fx, (int)fy);
        var (u, v) = (x - fx, y - fy);
        var (su, sv) = (u * u * u * ((u * ((u * 6) - 15)) + 10), v * v * v * ((v * ((v * 6) - 15)) + 10));
        var top = Mix(Gradient(ix, iy, u, v), Gradient(ix + 1, iy, u - 1, v), su);
        var bottom = Mix(Gradient(ix, iy + 1, u, v - 1), Gradient(ix + 1, iy + 1, u - 1, v - 1), su);
        return Mix(top, bottom, sv) * 1.5f;
    }

    /// <summary>Octaves added up: clouds, ground.</summary>
    public float Fbm(float x, float y, int octaves = 5, float gain = 0.5f)
    {
        float sum = 0, amplitude = 0.5f;
        for (var i = 0; i < octaves; i++)
        {
            sum += amplitude * At(x, y);
            (x, y, amplitude) = ((x * 2.02f) + 17.3f, (y * 2.02f) + 9.1f, amplitude * gain);
        }

        return sum;
    }

    /// <summary>Sharp crests: rock. 0 to about 1.</summary>
    public float Ridged(float x, float y, int octaves = 5)
    {
        float sum = 0, amplitude = 0.5f, previous = 1;
        for (var i = 0; i < octaves; i++)
        {
            var n = 1 - MathF.Abs(At(x, y));
            n *= n;
            sum += amplitude * n * previous;
            (previous, x, y, amplitude) = (n, (x * 2.03f) + 5.7f, (y * 2.03f) + 3.9f, amplitude * 0.5f);
        }

        return sum;
    }

    /// <summary>A number from 0 to 1 for a cell.</summary>
    public float Cell(int x, int y) => (Hash(x, y) & 0xFFFFFF) / 16777216f;

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);

    private float Gradient(int x, int y, float dx, float dy)
    {
        var angle = (Hash(x, y) & 1023) * (MathF.Tau / 1024);
        var (sin, cos) = MathF.SinCos(angle);
        return (cos * dx) + (sin * dy);
    }

    private uint Hash(int x, int y)
    {
        var h = ((uint)x * 0x8DA6B343u) ^ ((uint)y * 0xD8163841u) ^ ((uint)seed * 0xCB1AB31Fu);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return h ^ (h >> 15);
    }
}
