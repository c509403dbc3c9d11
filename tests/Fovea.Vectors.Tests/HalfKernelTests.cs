using CsCheck;
using Fovea.Vectors.Kernels;

namespace Fovea.Vectors.Tests;

public sealed class HalfKernelTests
{
    // Every finite half, so that subnormal ones and both zeros appear, with queries of every size.
    private static readonly Gen<Half> AnyHalf = Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Where(Half.IsFinite);

    [Fact]
    public void Dot_AnyFiniteHalvesAndLength_EqualsTheScalarTwin() =>
        Gen.Int[1, 200].SelectMany(n => Gen.Select(AnyHalf.Array[n], Gen.Float[-1, 1].Array[n])).Sample(
            (row, query) =>
            {
                var magnitude = row.Zip(query, (r, q) => Math.Abs((float)r * q)).Sum();
                Assert.Equal(HalfKernel.DotScalar(row, query), Dot(row, query), (magnitude * 1e-5f) + 1e-30f);
            },
            iter: 2_000);

    [Fact]
    public void Dot_EveryFiniteHalf_IsWidenedExactly()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (Half.IsFinite(half)) Assert.Equal((float)half, Dot([half], [1f]));
        }
    }

    [Fact]
    public void Dot_EveryPlaceOfALongRow_MeetsItsOwnNumber()
    {
        for (var place = 0; place < 133; place++)
        {
            var row = new Half[133];
            row[place] = (Half)1;
            Assert.Equal(place + 1, Dot(row, [.. Enumerable.Range(1, 133).Select(i => (float)i)]));
        }
    }

    [Fact]
    public void Dot_ZeroRow_IsZero() => Assert.Equal(0f, Dot(new Half[70], [.. Enumerable.Repeat(1e38f, 70)]));

    [Fact]
    public void Dot_RowThatIsNotPadded_IsRefused() =>
        Assert.Throws<ArgumentException>("row", () => HalfKernel.Dot(new Half[3], new float[3]));

    [Fact]
    public void DotScalar_LengthsThatDiffer_AreRefused() =>
        Assert.Throws<ArgumentException>("row", () => HalfKernel.DotScalar(new Half[3], new float[4]));

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(0f, 1f)]
    [InlineData(32767f, 1f)]
    [InlineData(32768f, 2f)]
    [InlineData(65536f, 4f)]
    public void Prepare_LargeNumbers_AreScaledByAPowerOfTwo(float number, float factor) =>
        Assert.Equal(factor, HalfKernel.Prepare([number], new float[HalfKernel.PaddedLength(1)]));

    private static float Dot(Half[] row, float[] query)
    {
        var padded = new Half[HalfKernel.PaddedLength(row.Length)];
        row.CopyTo(padded, 0);
        var prepared = new float[padded.Length];
        var factor = HalfKernel.Prepare(query, prepared);
        return HalfKernel.Dot(padded, prepared) * factor;
    }
}
