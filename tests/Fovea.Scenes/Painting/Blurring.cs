namespace Fovea.Scenes.Painting;

/// <summary>Three box blurs in each direction, which come close to a Gaussian.</summary>
internal static class Blurring
{
    public static Vector3[] Blurred(Vector3[] pixels, int width, int height, int radius)
    {
        if (radius < 1) return pixels;
        var from = (Vector3[])pixels.Clone();
        var to = new Vector3[pixels.Length];
        for (var pass = 0; pass < 3; pass++)
        {
            Parallel.For(0, height, y => Line(from, to, y * width, 1, width, radius));
            Parallel.For(0, width, x => Line(to, from, x, width, height, radius));
        }

        return from;
    }

    private static void Line(Vector3[] from, Vector3[] to, int start, int step, int count, int radius)
    {
        Vector3 At(int i) => from[start + (Math.Clamp(i, 0, count - 1) * step)];
        var sum = Vector3.Zero;
        for (var i = -radius; i <= radius; i++) sum += At(i);
        for (var i = 0; i < count; i++)
        {
            to[start + (i * step)] = sum / ((2 * radius) + 1);
            sum += At(i + radius + 1) - At(i - radius);
        }
    }
}
