namespace Fovea.Imaging;

/// <summary>A resampling filter as Pillow's Resample.c has it: a function and the distance from its centre where it becomes zero.</summary>
internal static class Kernel
{
    private const double CubicA = -0.5;

    /// <summary>Half the width of the filter, in source pixels at scale 1.</summary>
    public static double Support(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Bicubic => 2,
        Interpolation.Bilinear => 1,
        Interpolation.Lanczos => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Has no filter function."),
    };

    /// <summary>The filter's value at a distance from its centre.</summary>
    public static double Weight(Interpolation interpolation, double distance) => interpolation switch
    {
        Interpolation.Bicubic => Cubic(Math.Abs(distance)),
        Interpolation.Bilinear => Math.Max(0, 1 - Math.Abs(distance)),
        _ => distance is >= -3 and < 3 ? Sinc(distance) * Sinc(distance / 3) : 0,
    };

    // https://en.wikipedia.org/wiki/Bicubic_interpolation#Bicubic_convolution_algorithm, with the order of operations of Pillow.
    private static double Cubic(double x) => x switch
    {
        < 1 => (((CubicA + 2) * x) - (CubicA + 3)) * x * x + 1,
        < 2 => ((((x - 5) * x) + 8) * x - 4) * CubicA,
        _ => 0,
    };

    private static double Sinc(double x)
    {
        if (x == 0) return 1;
        x *= Math.PI;
        return Math.Sin(x) / x;
    }
}
