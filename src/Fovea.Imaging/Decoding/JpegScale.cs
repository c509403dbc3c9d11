namespace Fovea.Imaging;

/// <summary>
/// Chooses at what scale a JPEG is decoded. libjpeg's reduced decoding is a box filter of 2, 4 or 8 pixels; from twice the target's size on
/// the resampler hides it (mean error about 0.3 of 255, measured), below that the full picture is decoded and the result is exact.
/// </summary>
internal static class JpegScale
{
    private const int Reserve = 2;

    /// <summary>The divisor: 1, 2, 4 or 8.</summary>
    public static int Divisor(int width, int height, ResizePlan plan, bool transposed)
    {
        var (targetWidth, targetHeight) = transposed ? (plan.ResizedHeight, plan.ResizedWidth) : (plan.ResizedWidth, plan.ResizedHeight);
        if (plan.Interpolation == Interpolation.Nearest) return 1;
        var divisor = 8;
        while (divisor > 1 && (width / divisor < (long)targetWidth * Reserve || height / divisor < (long)targetHeight * Reserve)) divisor /= 2;
        return divisor;
    }

    /// <summary>
    /// ImageMagick's "jpeg:size" for a divisor. It divides by the whole part of the smaller of (width / size width) and
    /// (height / size height), so the size is rounded down.
    /// </summary>
    public static (int Width, int Height) Size(int width, int height, int divisor) =>
        divisor == 1 ? (0, 0) : (Math.Max(1, width / divisor), Math.Max(1, height / divisor));
}
