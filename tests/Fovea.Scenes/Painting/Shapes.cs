namespace Fovea.Scenes.Painting;

/// <summary>Signed distances; negative is inside.</summary>
internal static class Shapes
{
    public static float Polygon(Vector2[] points, float x, float y)
    {
        var p = new Vector2(x, y);
        var nearest = float.MaxValue;
        var inside = false;
        for (int i = 0, j = points.Length - 1; i < points.Length; j = i++)
        {
            var (a, b) = (points[i], points[j]);
            var edge = b - a;
            var t = Math.Clamp(Vector2.Dot(p - a, edge) / MathF.Max(1e-12f, edge.LengthSquared()), 0, 1);
            nearest = MathF.Min(nearest, (p - a - (edge * t)).LengthSquared());
            if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X) inside = !inside;
        }

        return inside ? -MathF.Sqrt(nearest) : MathF.Sqrt(nearest);
    }
}
