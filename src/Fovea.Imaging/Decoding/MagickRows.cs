using ImageMagick;

namespace Fovea.Imaging;

/// <summary>
/// The pixels of an ImageMagick picture as RGB rows, read where they lie. Transparency is composited on white and CMYK is converted with
/// the integer formulas of Pillow (AlphaComposite.c, Convert.c).
/// </summary>
internal sealed unsafe class MagickRows : PixelRows, IDisposable
{
    private readonly IUnsafePixelCollection<byte> _pixels;
    private readonly byte* _first;
    private readonly int _stride;
    private readonly int _green;
    private readonly int _blue;
    private readonly int _black;
    private readonly int _alpha;

    public MagickRows(IMagickImage<byte> image)
        : base(checked((int)image.Width), checked((int)image.Height))
    {
        _pixels = image.GetPixelsUnsafe();
        _first = (byte*)_pixels.GetAreaPointer(0, 0, image.Width, image.Height);
        _stride = checked((int)_pixels.Channels);
        var isGray = image.ColorSpace is ColorSpace.Gray or ColorSpace.LinearGray;
        _green = isGray ? 0 : (int)(_pixels.GetChannelIndex(PixelChannel.Green) ?? 0);
        _blue = isGray ? 0 : (int)(_pixels.GetChannelIndex(PixelChannel.Blue) ?? 0);
        _black = image.ColorSpace == ColorSpace.CMYK ? (int?)_pixels.GetChannelIndex(PixelChannel.Black) ?? -1 : -1;
        _alpha = image.HasAlpha ? (int?)_pixels.GetChannelIndex(PixelChannel.Alpha) ?? -1 : -1;
        if (_first == null) throw new InvalidOperationException("The picture has no pixels in memory.");
    }

    /// <inheritdoc />
    public override ReadOnlySpan<byte> Row(int y, Span<byte> scratch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height);
        var row = new ReadOnlySpan<byte>(_first + ((nint)y * Width * _stride), Width * _stride);
        if (_stride == 3 && _green == 1 && _blue == 2 && _alpha < 0 && _black < 0) return row;
        var rgb = scratch[..(Width * 3)];
        Gather(row, rgb);
        if (_black >= 0) ConvertFromCmyk(row[_black..], rgb);
        if (_alpha >= 0) CompositeOnWhite(row[_alpha..], rgb);
        return rgb;
    }

    /// <inheritdoc />
    public void Dispose() => _pixels.Dispose();

    private void Gather(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += _stride, to += 3)
        {
            rgb[to] = row[from];
            rgb[to + 1] = row[from + _green];
            rgb[to + 2] = row[from + _blue];
        }
    }

    private void ConvertFromCmyk(ReadOnlySpan<byte> black, Span<byte> cmy)
    {
        for (int from = 0, to = 0; to < cmy.Length; from += _stride, to += 3)
        {
            var light = 255 - black[from];
            cmy[to] = WithoutInk(cmy[to], light);
            cmy[to + 1] = WithoutInk(cmy[to + 1], light);
            cmy[to + 2] = WithoutInk(cmy[to + 2], light);
        }
    }

    private static byte WithoutInk(int ink, int light)
    {
        var product = (ink * light) + 128;
        return (byte)Math.Clamp(light - (((product >> 8) + product) >> 8), 0, 255);
    }

    private void CompositeOnWhite(ReadOnlySpan<byte> alpha, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += _stride, to += 3)
        {
            if (alpha[from] == 255) continue;
            rgb[to] = OnWhite(rgb[to], alpha[from]);
            rgb[to + 1] = OnWhite(rgb[to + 1], alpha[from]);
            rgb[to + 2] = OnWhite(rgb[to + 2], alpha[from]);
        }
    }

    // Seven bits after the point, and a division by 255 as (a + a/256) / 256.
    private static byte OnWhite(int value, int alpha)
    {
        var sum = (((value * alpha) + (255 * (255 - alpha))) << 7) + (0x80 << 7);
        return (byte)((((sum >> 8) + sum) >> 8) >> 7);
    }
}
