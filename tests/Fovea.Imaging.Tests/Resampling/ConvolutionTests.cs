using CsCheck;

namespace Fovea.Imaging.Tests;

/// <summary>The vector forms of the inner loops against their scalar twins: equal bytes.</summary>
public class ConvolutionTests
{
    [Fact]
    public void Along_Vectors_EqualScalar() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 100], Gen.Enum<Interpolation>(), Gen.Bool, Gen.Int[3, 9]).Sample((source, target, interpolation, mirrored, step) =>
        {
            var weights = AxisWeights.Create(source, target, target / 4, Math.Max(1, target / 2), interpolation, mirrored);
            var row = Bytes(source * 3);
            var vector = new byte[weights.Outputs * step];
            var scalar = new byte[weights.Outputs * step];
            Convolution.Along(row, weights, 0, vector, step);
            Convolution.AlongScalar(row, weights, 0, scalar, step);
            Assert.Equal(scalar, vector);
        }, iter: 500);

    [Fact]
    public void Accumulate_Vectors_EqualScalar() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[-(1 << 22), 1 << 22]).Sample((length, weight) =>
        {
            var row = Bytes(length);
            var vector = Enumerable.Range(0, length).ToArray();
            var scalar = Enumerable.Range(0, length).ToArray();
            Convolution.Accumulate(row, weight, vector);
            Convolution.AccumulateScalar(row, weight, scalar);
            Assert.Equal(scalar, vector);
        }, iter: 300);

    [Fact]
    public void Accumulate_DifferentLengths_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Convolution.Accumulate(new byte[3], 1, new int[4]));

    [Fact]
    public void Weights_OfAnOutput_AddUpToOne() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 500], Gen.Enum<Interpolation>()).Sample((source, target, interpolation) =>
        {
            var weights = AxisWeights.Create(source, target, 0, target, interpolation, mirrored: false);
            for (var i = 0; i < target; i++)
            {
                var taps = weights.Weights(i).ToArray();
                Assert.InRange(taps.Sum(), (1 << 22) - taps.Length, (1 << 22) + taps.Length);
                Assert.InRange(weights.Start(i), weights.First, weights.End - taps.Length);
            }
        }, iter: 100);

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
