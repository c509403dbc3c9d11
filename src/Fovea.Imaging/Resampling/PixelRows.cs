namespace Fovea.Imaging;

/// <summary>A decoded picture that is read row by row, so that no second copy of a large picture is ever made.</summary>
internal abstract class PixelRows(int width, int height)
{
    /// <summary>Width in pixels as stored.</summary>
    public int Width { get; } = width;

    /// <summary>Height in pixels as stored.</summary>
    public int Height { get; } = height;

    /// <summary>
    /// One row as <c>Width × 3</c> bytes R, G, B. The span is the picture's own memory or <paramref name="scratch"/> (at least as long) and holds until
    /// the next call.
    /// </summary>
    public abstract ReadOnlySpan<byte> Row(int y, Span<byte> scratch);
}
