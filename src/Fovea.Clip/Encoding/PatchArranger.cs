namespace Fovea.Clip;

/// <summary>Cuts interleaved pixels into the patches that <see cref="ImageGraphBuilder"/>'s graphs take.</summary>
/// <param name="width">The picture's width in pixels; what is over whole patches is left out, as a convolution leaves it out.</param>
/// <param name="height">The picture's height in pixels.</param>
/// <param name="patch">A patch's side in pixels.</param>
internal sealed class PatchArranger(int width, int height, int patch)
{
    private readonly int _columns = width / patch;

    /// <summary>Rows of the result: one of zeros, and one for each patch.</summary>
    public int Rows { get; } = 1 + (width / patch * (height / patch));

    /// <summary>Bytes of the result.</summary>
    public int Length => Rows * 3 * patch * patch;

    /// <summary>Writes the patches one after the other, each by row, column and channel.</summary>
    /// <param name="pixels"><c>[height, width, 3]</c>.</param>
    /// <param name="patches"><c>[Rows, 3 · patch²]</c>.</param>
    public void Arrange(ReadOnlySpan<byte> pixels, Span<byte> patches)
    {
        var line = 3 * patch;
        patches[..(line * patch)].Clear();
        for (var i = 1; i < Rows; i++)
        {
            var (row, column) = ((i - 1) / _columns, (i - 1) % _columns);
            for (var y = 0; y < patch; y++)
            {
                pixels.Slice(((((row * patch) + y) * width) + (column * patch)) * 3, line).CopyTo(patches[(((i * patch) + y) * line)..]);
            }
        }
    }
}
