namespace Fovea.Clip;

/// <summary>
/// Turns 8-bit interleaved RGB into normalised planes: <c>(value / 255 − mean) / deviation</c>, looked up in a table of 3 × 256 numbers.
/// </summary>
internal sealed class PixelNormaliser
{
    private readonly float[] _red;
    private readonly float[] _green;
    private readonly float[] _blue;

    public PixelNormaliser(PreprocessSpec spec)
    {
        _red = Table(spec, 0);
        _green = Table(spec, 1);
        _blue = Table(spec, 2);
    }

    /// <summary>Writes the planes R, G, B one after the other.</summary>
    /// <param name="pixels"><c>[height, width, 3]</c>.</param>
    /// <param name="planes"><c>[3, height, width]</c>.</param>
    public void Normalise(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        if (pixels.Length != planes.Length) throw new ArgumentException("Pixels and planes differ in length.", nameof(planes));

        var count = pixels.Length / 3;
        var red = planes[..count];
        var green = planes.Slice(count, count);
        var blue = planes.Slice(2 * count, count);
        for (var i = 0; i < red.Length; i++)
        {
            var pixel = pixels.Slice(3 * i, 3);
            red[i] = _red[pixel[0]];
            green[i] = _green[pixel[1]];
            blue[i] = _blue[pixel[2]];
        }
    }

    // In the order and precision in which PyTorch computes it.
    private static float[] Table(PreprocessSpec spec, int channel) =>
        [.. Enumerable.Range(0, 256).Select(value => ((value / 255f) - spec.Mean[channel]) / spec.StandardDeviation[channel])];
}
