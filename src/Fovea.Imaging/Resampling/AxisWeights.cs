namespace Fovea.Imaging;

/// <summary>
/// One axis of a separable resize: for each output pixel the first source pixel, how many follow, and their weights in fixed point.
/// Same numbers as Pillow's precompute_coeffs and normalize_coeffs_8bpc.
/// </summary>
internal sealed class AxisWeights
{
    /// <summary>Bits after the point: 32 − 8 (a sample) − 2 (sign, and sums above 255).</summary>
    public const int PrecisionBits = 22;

    /// <summary>How many weights a vector takes at a time.</summary>
    public const int Multiple = 4;

    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly int[] _weights;
    private readonly int _stride;

    private AxisWeights(int outputs, int stride)
    {
        _starts = new int[outputs];
        _counts = new int[outputs];
        _stride = (stride + Multiple - 1) & -Multiple;
        _weights = new int[checked(outputs * _stride)];
    }

    /// <summary>Number of output pixels.</summary>
    public int Outputs => _starts.Length;

    /// <summary>The first source pixel that any output needs.</summary>
    public int First { get; private set; }

    /// <summary>One past the last source pixel that any output needs.</summary>
    public int End { get; private set; }

    /// <summary>The first source pixel of one output.</summary>
    public int Start(int output) => _starts[output];

    /// <summary>The weights of one output, from its first source pixel on; they add up to about 2^22.</summary>
    public ReadOnlySpan<int> Weights(int output) => _weights.AsSpan(output * _stride, _counts[output]);

    /// <summary>The same, with zeros after them up to a multiple of <see cref="Multiple"/>.</summary>
    public ReadOnlySpan<int> PaddedWeights(int output) => _weights.AsSpan(output * _stride, (_counts[output] + Multiple - 1) & -Multiple);

    /// <summary>
    /// Weights that resize <paramref name="source"/> pixels to <paramref name="target"/> and keep <paramref name="count"/> of them, from
    /// <paramref name="offset"/> on. When the source is stored <paramref name="mirrored"/>, the outputs are those of the unmirrored picture.
    /// </summary>
    public static AxisWeights Create(int source, int target, int offset, int count, Interpolation interpolation, bool mirrored)
    {
        var weights = interpolation == Interpolation.Nearest
            ? Nearest(source, target, offset, count)
            : Filtered(source, target, offset, count, interpolation);
        if (mirrored) weights.Mirror(source);
        weights.First = weights._starts.Min();
        weights.End = weights._starts.Zip(weights._counts, (start, n) => start + n).Max();
        return weights;
    }

    private static AxisWeights Filtered(int source, int target, int offset, int count, Interpolation interpolation)
    {
        var scale = (double)source / target;
        var filterScale = Math.Max(scale, 1);
        var support = Kernel.Support(interpolation) * filterScale;
        var inverse = 1 / filterScale;
        var result = new AxisWeights(count, Math.Min(source, (int)Math.Ceiling(support) * 2 + 1));
        var exact = new double[result._stride];
        for (var i = 0; i < count; i++)
        {
            var centre = (i + offset + 0.5) * scale;
            var start = Math.Max(0, (int)(centre - support + 0.5));
            var n = Math.Min(source, (int)(centre + support + 0.5)) - start;
            var sum = 0.0;
            for (var x = 0; x < n; x++)
            {
                exact[x] = Kernel.Weight(interpolation, (x + start - centre + 0.5) * inverse);
                sum += exact[x];
            }

            for (var x = 0; x < n; x++)
            {
                var value = (sum == 0 ? exact[x] : exact[x] / sum) * (1 << PrecisionBits);
                result._weights[(i * result._stride) + x] = (int)(value < 0 ? value - 0.5 : value + 0.5);
            }

            result._starts[i] = start;
            result._counts[i] = n;
        }

        return result;
    }

    private static AxisWeights Nearest(int source, int target, int offset, int count)
    {
        var result = new AxisWeights(count, 1);
        var scale = (double)source / target;

        // Pillow steps by adding, and the rounding of the sum decides at the borders between source pixels.
        var position = scale * 0.5;
        for (var i = 0; i < offset; i++) position += scale;
        for (var i = 0; i < count; i++, position += scale)
        {
            result._starts[i] = Math.Min(source - 1, (int)position);
            result._counts[i] = 1;
            result._weights[i * result._stride] = 1 << PrecisionBits;
        }

        return result;
    }

    private void Mirror(int source)
    {
        for (var i = 0; i < Outputs; i++)
        {
            _starts[i] = source - _starts[i] - _counts[i];
            _weights.AsSpan(i * _stride, _counts[i]).Reverse();
        }
    }
}
