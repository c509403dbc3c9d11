namespace Fovea.Imaging.Tests;

/// <summary>A picture in an array.</summary>
internal sealed class ArrayRows(int width, int height, byte[] rgb) : PixelRows(width, height)
{
    public override ReadOnlySpan<byte> Row(int y, Span<byte> scratch) => rgb.AsSpan(y * Width * 3, Width * 3);

    public static ArrayRows Random(int width, int height, int seed)
    {
        var bytes = new byte[width * height * 3];
        new Random(seed).NextBytes(bytes);
        return new ArrayRows(width, height, bytes);
    }

    /// <summary>The picture that, when shown with an orientation, looks like this one.</summary>
    public ArrayRows StoredAs(Orientation orientation)
    {
        var (width, height) = orientation.Apply(Width, Height);
        var stored = new byte[rgb.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var alongX = orientation.MirrorX ? Width - 1 - x : x;
                var alongY = orientation.MirrorY ? Height - 1 - y : y;
                var (storedX, storedY) = orientation.Transposed ? (alongY, alongX) : (alongX, alongY);
                rgb.AsSpan(((y * Width) + x) * 3, 3).CopyTo(stored.AsSpan(((storedY * width) + storedX) * 3, 3));
            }
        }

        return new ArrayRows(width, height, stored);
    }
}
