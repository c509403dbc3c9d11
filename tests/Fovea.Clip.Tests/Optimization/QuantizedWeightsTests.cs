using CsCheck;

namespace Fovea.Clip.Tests;

public sealed class QuantizedWeightsTests
{
    [Theory]
    [InlineData(8, 127)]
    [InlineData(7, 63)]
    public void Of_AnyWeights_AreWithinHalfAStep(int bits, int most) => Gen.Float[-3, 3].Array[12].Sample(weights =>
    {
        var layer = new LinearWeights(weights, null, 4, 3);

        var rounded = QuantizedWeights.Of(layer, bits);

        for (var i = 0; i < weights.Length; i++)
        {
            Assert.InRange(rounded.Values[i], -most, most);

            // A step below the smallest normal number is itself rounded.
            Assert.InRange(Math.Abs(weights[i] - (rounded.Values[i] * rounded.Scales[i % 3])), 0, (rounded.Scales[i % 3] * 0.501f) + (most * float.Epsilon));
        }
    });

    [Fact]
    public void Of_WeightsOfZero_StayZero()
    {
        var rounded = QuantizedWeights.Of(new LinearWeights(new float[6], null, 2, 3), 8);

        Assert.All(rounded.Values, v => Assert.Equal(0, v));
        Assert.All(rounded.Scales, s => Assert.Equal(1, s));
    }

    [Fact]
    public void WeightBits_ThisProcessor_AreSevenOnlyWithoutADotProduct() => Assert.Equal(ByteProducts.AreExact ? 8 : 7, ByteProducts.WeightBits);
}
