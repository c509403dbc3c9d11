namespace Fovea.Scenes.Painting;

/// <summary>
/// A picture of floats, 0 to 1 per channel and more where light adds up. Coordinates: x from 0 to <see cref="Aspect"/>, y from 0 (top) to 1.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float Aspect { get; } = (float)width / height;

    /// <summary>The side of a pixel.</summary>
    public float Pixel { get; } = 1f / height;

    public Vector3[] Pixels { get; private set; } = new Vector3[width * height];

    public Vector3 At(int x, int y) => Pixels[(Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)];

    /// <summary>Sets every pixel.</summary>
    public void Fill(Func<float, float, Vector3> colour) => Shade((x, y, _) => colour(x, y));

    /// <summary>Sets every pixel from its place and what is there.</summary>
    public void Shade(Func<float, float, Vector3, Vector3> colour) => Parallel.For(0, Height, row =>
    {
        var y = (row + 0.5f) * Pixel;
        for (var column = 0; column < Width; column++)
        {
            ref var pixel = ref Pixels[(row * Width) + column];
            pixel = colour((column + 0.5f) * Pixel, y, pixel);
        }
    });

    /// <summary>Blends a shape: negative distance is inside. Only the pixels of the box are looked at.</summary>
    public void Shape(float left, float top, float right, float bottom, Func<float, float, float> distance, Func<float, float, Vector3> colour, float softness = 0, float opacity = 1)
    {
        var edge = MathF.Max(Pixel, softness);
        var x0 = Math.Max(0, (int)((left - edge) * Height));
        var x1 = Math.Min(Width, (int)((right + edge) * Height) + 2);
        var y0 = Math.Max(0, (int)((top - edge) * Height));
        var y1 = Math.Min(Height, (int)((bottom + edge) * Height) + 2);
        for (var row = y0; row < y1; row++)
        {
            for (var column = x0; column < x1; column++)
            {
                var (x, y) = ((column + 0.5f) * Pixel, (row + 0.5f) * Pixel);
                var cover = Math.Clamp(0.5f - (distance(x, y) / edge), 0, 1) * opacity;
                if (cover <= 0) continue;
                ref var pixel = ref Pixels[(row * Width) + column];
                pixel = Vector3.Lerp(pixel, colour(x, y), cover);
            }
        }
    }

    public void Disc(float x, float y, float radius, Vector3 colour, float softness = 0, float opacity = 1) =>
        Ellipse(x, y, radius, radius, 0, colour, softness, opacity);

    public void Ellipse(float x, float y, float rx, float ry, float turn, Vector3 colour, float softness = 0, float opacity = 1)
    {
        var (sin, cos) = MathF.SinCos(turn);
        var reach = MathF.Max(rx, ry);
        Shape(
            x - reach, y - reach, x + reach, y + reach,
            (px, py) =>
            {
                var (dx, dy) = (px - x, py - y);
                var (a, b) = (((dx * cos) + (dy * sin)) / rx, ((dy * cos) - (dx * sin)) / ry);
                return (MathF.Sqrt((a * a) + (b * b)) - 1) * MathF.Min(rx, ry);
            },
            (_, _) => colour, softness, opacity);
    }

    public void Box(float left, float top, float right, float bottom, Func<float, float, Vector3> colour, float softness = 0, float opacity = 1) => Shape(
        left, top, right, bottom, (x, y) => MathF.Max(MathF.Max(left - x, x - right), MathF.Max(top - y, y - bottom)), colour, softness, opacity);

    /// <summary>A stroke that may become thinner.</summary>
    public void Stroke(float x0, float y0, float x1, float y1, float from, float to, Vector3 colour, float softness = 0, float opacity = 1)
    {
        var (dx, dy) = (x1 - x0, y1 - y0);
        var square = MathF.Max(1e-9f, (dx * dx) + (dy * dy));
        var reach = MathF.Max(from, to);
        Shape(
            MathF.Min(x0, x1) - reach, MathF.Min(y0, y1) - reach, MathF.Max(x0, x1) + reach, MathF.Max(y0, y1) + reach,
            (x, y) =>
            {
                var t = Math.Clamp((((x - x0) * dx) + ((y - y0) * dy)) / square, 0, 1);
                var (ex, ey) = (x - x0 - (t * dx), y - y0 - (t * dy));
                return MathF.Sqrt((ex * ex) + (ey * ey)) - (from + ((to - from) * t));
            },
            (_, _) => colour, softness, opacity);
    }

    /// <summary>A filled polygon with straight edges.</summary>
    public void Polygon(Vector2[] points, Func<float, float, Vector3> colour, float softness = 0, float opacity = 1) => Shape(
        points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y), (x, y) => Shapes.Polygon(points, x, y), colour, softness, opacity);

    /// <summary>Adds light that fades with the distance.</summary>
    public void Glow(float x, float y, float radius, Vector3 colour, float power = 2)
    {
        var x0 = Math.Max(0, (int)((x - radius) * Height));
        var x1 = Math.Min(Width, (int)((x + radius) * Height) + 1);
        var y0 = Math.Max(0, (int)((y - radius) * Height));
        var y1 = Math.Min(Height, (int)((y + radius) * Height) + 1);
        for (var row = y0; row < y1; row++)
        {
            for (var column = x0; column < x1; column++)
            {
                var (dx, dy) = (((column + 0.5f) * Pixel) - x, ((row + 0.5f) * Pixel) - y);
                var t = 1 - (MathF.Sqrt((dx * dx) + (dy * dy)) / radius);
                if (t > 0) Pixels[(row * Width) + column] += colour * MathF.Pow(t, power);
            }
        }
    }

    /// <summary>Blurs everything; the radius is in units of the height.</summary>
    public void Blur(float radius) => Pixels = Blurring.Blurred(Pixels, Width, Height, (int)MathF.Round(radius * Height));

    /// <summary>Light of bright places spreads over their neighbourhood.</summary>
    public void Bloom(float radius, float strength, float threshold = 0.7f)
    {
        var bright = Array.ConvertAll(Pixels, p => Vector3.Max(Vector3.Zero, p - new Vector3(threshold)));
        bright = Blurring.Blurred(bright, Width, Height, Math.Max(1, (int)(radius * Height)));
        for (var i = 0; i < Pixels.Length; i++) Pixels[i] += bright[i] * strength;
    }
}
