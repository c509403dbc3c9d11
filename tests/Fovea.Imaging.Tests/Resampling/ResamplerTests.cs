using CsCheck;

namespace Fovea.Imaging.Tests;

public class ResamplerTests
{
    private static readonly Gen<Interpolation> Kernels = Gen.Enum<Interpolation>();

    [Fact]
    public void Resample_ToTheSameSize_ChangesNothing()
    {
        foreach (var interpolation in Enum.GetValues<Interpolation>())
        {
            var source = ArrayRows.Random(37, 37, 1);
            using var tile = Run(source, Orientation.Upright, new PreprocessSpec { Width = 37, Height = 37, Interpolation = interpolation });
            for (var y = 0; y < 37; y++) Assert.True(tile.Pixels.Slice(y * 37 * 3, 37 * 3).SequenceEqual(source.Row(y, [])));
        }
    }

    [Fact]
    public void Resample_OneColour_StaysThatColour() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 40], Gen.Byte, Kernels).Sample((width, height, size, value, interpolation) =>
        {
            var rgb = new byte[width * height * 3];
            Array.Fill(rgb, value);
            using var tile = Run(new ArrayRows(width, height, rgb), Orientation.Upright, new PreprocessSpec { Width = size, Height = size, Interpolation = interpolation });
            Assert.False(tile.Pixels.ContainsAnyExcept(value));
        }, iter: 300);

    [Fact]
    public void Resample_AnyOrientation_GivesTheBytesOfTheUprightPicture() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[1, 30], Gen.Int[1, 8], Gen.Enum<ResizeMode>(), Kernels).Sample((width, height, size, exif, mode, interpolation) =>
        {
            var orientation = Orientation.FromExif(exif);
            var upright = ArrayRows.Random(width, height, size);
            var spec = new PreprocessSpec { Width = size, Height = size + 3, Mode = mode, Interpolation = interpolation, Fill = 9 };
            using var expected = Run(upright, Orientation.Upright, spec);
            using var actual = Run(upright.StoredAs(orientation), orientation, spec);
            Assert.True(expected.Pixels.SequenceEqual(actual.Pixels));
        }, iter: 300);

    [Fact]
    public void Resample_PictureSmallerThanTheCrop_IsCentredOnBlack()
    {
        var white = new byte[4 * 4 * 3];
        Array.Fill(white, (byte)255);
        using var tile = Run(new ArrayRows(4, 4, white), Orientation.Upright, new PreprocessSpec { Width = 9, Height = 9, ResizeTo = 4 });
        for (var y = 0; y < 9; y++)
        {
            for (var x = 0; x < 9; x++)
            {
                // The odd pixel of the border is on the right and at the bottom.
                var inside = x is >= 2 and < 6 && y is >= 2 and < 6;
                Assert.Equal(inside ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0), Pixels.At(tile, x, y));
            }
        }
    }

    [Fact]
    public void Resample_LongestSide_FillsTheRest()
    {
        var source = new ArrayRows(20, 10, [.. Enumerable.Repeat((byte)200, 600)]);
        using var tile = Run(source, Orientation.Upright, new PreprocessSpec { Width = 10, Height = 10, Mode = ResizeMode.LongestSide, Fill = 77 });
        Assert.Equal(((byte)77, (byte)77, (byte)77), Pixels.At(tile, 5, 1));
        Assert.Equal(((byte)200, (byte)200, (byte)200), Pixels.At(tile, 0, 2));
        Assert.Equal(((byte)200, (byte)200, (byte)200), Pixels.At(tile, 9, 6));
        Assert.Equal(((byte)77, (byte)77, (byte)77), Pixels.At(tile, 5, 7));
    }

    [Fact]
    public void Resample_Nearest_TakesThePixelUnderTheCentre()
    {
        byte[] ramp = [.. Enumerable.Range(0, 7).SelectMany(v => Enumerable.Repeat((byte)(v * 10), 3))];
        using var tile = Run(new ArrayRows(7, 1, ramp), Orientation.Upright, new PreprocessSpec { Width = 3, Height = 1, Mode = ResizeMode.Squash, Interpolation = Interpolation.Nearest });
        Assert.Equal([10, 30, 50], new[] { tile.Pixels[0], tile.Pixels[3], tile.Pixels[6] });
    }

    [Fact]
    public void Resample_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Resampler.Resample(ArrayRows.Random(9, 9, 1), Orientation.Upright, ResizePlan.To((4, 4)), cancelled.Token));
    }

    private static PixelTile Run(ArrayRows source, Orientation orientation, PreprocessSpec spec)
    {
        var (width, height) = orientation.Apply(source.Width, source.Height);
        return Resampler.Resample(source, orientation, ResizePlan.For(width, height, spec), TestContext.Current.CancellationToken);
    }
}
